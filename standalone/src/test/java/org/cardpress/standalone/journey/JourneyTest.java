package org.cardpress.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.cardpress.creator.baseimage.SmallBaseImage;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.protocol.task.TaskStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole line in processes of their own, one of which is killed in the middle of its work, at one status after the other.
 * Whatever is killed whenever: the order ends, and each card is written and verified once.
 */
@Tag("slow")
class JourneyTest {

    private static final int CARDS = 2;
    private static final int CONTENT_BYTES = 64 << 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(15);
    private static final Duration LIMIT = Duration.ofMinutes(6);

    @TempDir
    static Path folder;

    private static ProcessLine line;
    private static SchedulerClient client;
    private static HotspotConfig config;
    private static Path content;

    /** Who is killed, and when; one order each. A task may lose its worker five times, so the many statuses need several orders. */
    record Deaths(String victim, TaskKind kind, List<TaskStatus> at) {}

    static Stream<Deaths> deaths() {
        return Stream.of(
                new Deaths("creator", TaskKind.CREATE, List.of(TaskStatus.RECEIVED, TaskStatus.BUILDING)),
                new Deaths("creator", TaskKind.CREATE, List.of(TaskStatus.BUILT, TaskStatus.UPLOADING)),
                new Deaths("warehouse", TaskKind.CREATE, List.of(TaskStatus.UPLOADING)),
                new Deaths("warehouse", TaskKind.DOWNLOAD, List.of(TaskStatus.DOWNLOADING)),
                new Deaths(
                        "downloader",
                        TaskKind.DOWNLOAD,
                        List.of(
                                TaskStatus.RECEIVED,
                                TaskStatus.DOWNLOADING,
                                TaskStatus.PENDING_END_OF_WRITES,
                                TaskStatus.PENDING_IMAGE_REMOVAL)),
                new Deaths(
                        "writer",
                        TaskKind.WRITE,
                        List.of(TaskStatus.RECEIVED, TaskStatus.CARD_INSERTED, TaskStatus.WRITING)),
                new Deaths(
                        "writer",
                        TaskKind.WRITE,
                        List.of(TaskStatus.WAITING_FOR_CARD, TaskStatus.WIPING_SDCARD, TaskStatus.VERIFYING)),
                new Deaths(
                        "scheduler",
                        TaskKind.CREATE,
                        List.of(TaskStatus.RECEIVED, TaskStatus.BUILDING, TaskStatus.UPLOADING)),
                new Deaths(
                        "scheduler",
                        TaskKind.DOWNLOAD,
                        List.of(
                                TaskStatus.DOWNLOADING,
                                TaskStatus.PENDING_END_OF_WRITES,
                                TaskStatus.PENDING_IMAGE_REMOVAL)),
                new Deaths(
                        "scheduler",
                        TaskKind.WRITE,
                        List.of(TaskStatus.WAITING_FOR_CARD, TaskStatus.WRITING, TaskStatus.VERIFYING)));
    }

    @BeforeAll
    static void startTheLine() throws IOException {
        line = new ProcessLine(folder);
        client = line.start();
        Path base = line.contents().resolve("base.img");
        SmallBaseImage.build(base);
        content = random(line.contents().resolve("big.bin"));
        config = new HotspotConfig(
                HotspotConfig.SCHEMA,
                "journey",
                new BaseImage(base.toUri().toString(), null),
                null,
                List.of(new ContentFile("/data/big.bin", content.toUri().toString(), null, null, null, null, null)),
                Map.of("timezone", "UTC"));
    }

    @AfterAll
    static void stopTheLine() {
        if (line != null) {
            line.close();
        }
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void whateverIsKilledTheOrderEndsAndEachCardIsWrittenAndVerifiedOnce(Deaths deaths) throws IOException {
        line.takeCardsOut();
        String id = client.placeOrder(new PlaceOrder(
                        null,
                        OrderKind.CARDS,
                        deaths.toString(),
                        CARDS,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        config))
                .id();
        Set<TaskStatus> died = new TreeSet<>();
        OrderView order = follow(id, deaths, died);

        System.out.println(deaths.victim() + " was killed at " + deaths.kind().wire() + " " + died);
        assertThat(died)
                .as("statuses at which the %s was killed", deaths.victim())
                .isNotEmpty();
        assertThat(order.status()).isEqualTo(OrderStatus.PENDING_SHIPMENT);
        assertThat(order.cardsWritten()).isEqualTo(CARDS);
        List<CardWritten> written = written(order);
        assertThat(written.stream().map(CardWritten::slot)).containsExactlyInAnyOrderElementsOf(ProcessLine.SLOTS);
        assertThat(written).allSatisfy(card -> assertThat(card.bytesVerified()).isEqualTo(card.bytesWritten()));
        assertThat(line.finishedCards().stream().filter(name -> name.startsWith(id)))
                .hasSize(CARDS);
        for (String slot : ProcessLine.SLOTS) {
            assertThat(holdsTheContent(line.card(slot)))
                    .as("card in slot %s", slot)
                    .isTrue();
        }
    }

    private static Path random(Path file) throws IOException {
        Random random = new Random(7);
        byte[] piece = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int written = 0; written < CONTENT_BYTES; written += piece.length) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
        return file;
    }

    /** Looks at the order all the time, kills where told to, inserts cards when asked for, until everything has ended. */
    private static OrderView follow(String id, Deaths deaths, Set<TaskStatus> died) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        OrderView last = null;
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            try {
                last = client.order(id);
            } catch (SchedulerUnreachable e) {
                continue;
            }
            for (TaskView task : last.tasks()) {
                if (task.kind() == deaths.kind() && deaths.at().contains(task.status()) && died.add(task.status())) {
                    line.program(deaths.victim()).killAndRestart();
                    break;
                }
            }
            boolean asked = last.tasks().stream().anyMatch(task -> task.status() == TaskStatus.WAITING_FOR_CARD);
            if (asked
                    && (!deaths.at().contains(TaskStatus.WAITING_FOR_CARD)
                            || died.contains(TaskStatus.WAITING_FOR_CARD))) {
                line.insertCards();
            }
            boolean ended = last.tasks().stream().allMatch(task -> task.stage().isTerminal());
            if (last.status().isEnded() || (last.status() == OrderStatus.PENDING_SHIPMENT && ended)) {
                return last;
            }
        }
        throw new AssertionError("the order did not end within " + LIMIT + ": " + last);
    }

    private static List<CardWritten> written(OrderView order) {
        List<CardWritten> written = new ArrayList<>();
        for (TaskView task : order.tasks()) {
            if (task.result() instanceof CardWritten card) {
                written.add(card);
            }
        }
        return written;
    }

    /** The content is one file on a fresh file system, so it lies on the card in large pieces; each must be there. */
    private static boolean holdsTheContent(Path card) throws IOException {
        Path out = Files.createTempDirectory(folder, "card");
        Process debugfs = new ProcessBuilder("/bin/sh", "-c", """
                PATH=$PATH:/usr/sbin:/sbin
                start=$(sfdisk --json "$0" | sed -n 's/.*"start": *\\([0-9]*\\).*/\\1/p' | sed -n 3p)
                e2fsck -fn "$0?offset=$((start * 512))" >&2 || exit 1
                debugfs -R "dump /big.bin $1/big.bin" "$0?offset=$((start * 512))" """, card.toString(), out.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.resolve("log").toFile())
                .start();
        int status = debugfs.onExit().join().exitValue();
        return status == 0 && Files.mismatch(out.resolve("big.bin"), content) < 0;
    }
}

package org.cardpress.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.cardpress.protocol.task.TaskKind.CREATE;
import static org.cardpress.protocol.task.TaskKind.DOWNLOAD;
import static org.cardpress.protocol.task.TaskKind.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.cardpress.creator.baseimage.SmallBaseImage;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.standalone.journey.Death.Moment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole line in processes of their own, each of which is killed at each status of its tasks. Whatever is killed whenever: the
 * order ends, and each card is written and verified once. A death that is listed and did not happen fails the test.
 */
@Tag("slow")
class JourneyTest {

    private static final int CARDS = 2;
    private static final int CONTENT_BYTES = 24 << 20;
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final String LONG = "60s";
    /** A dead worker is noticed soon; a scheduler that starts anew must not take longer. */
    private static final String SHORT = "4s";

    @TempDir
    static Path folder;

    private static ProcessLine line;
    private static Executioner executioner;
    private static HotspotConfig config;
    private static Path content;

    /** Who dies in the life of one order. A task may lose its worker five times, so the many deaths need several orders. */
    record Chapter(String name, String lease, List<Death> deaths) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Chapter> chapters() {
        return Stream.of(
                new Chapter("those who are called die, workers live on", LONG, calledOnes()),
                new Chapter("workers die, early", SHORT, early()),
                new Chapter("workers die, late", SHORT, late()),
                new Chapter("workers die, with nobody told", SHORT, untold()));
    }

    private static List<Death> calledOnes() {
        return join(
                Death.entered(
                        "scheduler",
                        CREATE,
                        TaskStatus.RECEIVED,
                        TaskStatus.BUILDING,
                        TaskStatus.BUILT,
                        TaskStatus.UPLOADING,
                        TaskStatus.UPLOADED),
                Death.entered(
                        "scheduler",
                        DOWNLOAD,
                        TaskStatus.RECEIVED,
                        TaskStatus.DOWNLOADING,
                        TaskStatus.PENDING_END_OF_WRITES,
                        TaskStatus.PENDING_IMAGE_REMOVAL,
                        TaskStatus.DOWNLOADED_AND_REMOVED),
                Death.entered(
                        "scheduler",
                        WRITE,
                        TaskStatus.RECEIVED,
                        TaskStatus.WAITING_FOR_CARD,
                        TaskStatus.CARD_INSERTED,
                        TaskStatus.WIPING_SDCARD,
                        TaskStatus.CARD_WIPED,
                        TaskStatus.WRITING,
                        TaskStatus.VERIFYING,
                        TaskStatus.WRITTEN),
                Death.entered("warehouse", CREATE, TaskStatus.UPLOADING),
                Stream.of(new Death("warehouse", CREATE, TaskStatus.UPLOADING, Moment.MIDWAY)),
                Death.entered("warehouse", DOWNLOAD, TaskStatus.DOWNLOADING),
                Stream.of(new Death("warehouse", DOWNLOAD, TaskStatus.DOWNLOADING, Moment.MIDWAY)));
    }

    private static List<Death> early() {
        return join(
                Death.entered(
                        "creator",
                        CREATE,
                        TaskStatus.RECEIVED,
                        TaskStatus.BUILDING,
                        TaskStatus.BUILT,
                        TaskStatus.UPLOADED),
                Death.entered(
                        "downloader",
                        DOWNLOAD,
                        TaskStatus.RECEIVED,
                        TaskStatus.DOWNLOADING,
                        TaskStatus.PENDING_END_OF_WRITES),
                Death.entered(
                        "writer", WRITE, TaskStatus.RECEIVED, TaskStatus.WAITING_FOR_CARD, TaskStatus.CARD_INSERTED),
                Death.entered("scheduler", CREATE, TaskStatus.PENDING),
                Death.entered("scheduler", DOWNLOAD, TaskStatus.PENDING),
                Death.entered("scheduler", WRITE, TaskStatus.PENDING));
    }

    private static List<Death> late() {
        return join(
                Death.entered("creator", CREATE, TaskStatus.UPLOADING),
                Death.entered(
                        "downloader", DOWNLOAD, TaskStatus.PENDING_IMAGE_REMOVAL, TaskStatus.DOWNLOADED_AND_REMOVED),
                Death.entered(
                        "writer",
                        WRITE,
                        TaskStatus.WIPING_SDCARD,
                        TaskStatus.CARD_WIPED,
                        TaskStatus.WRITING,
                        TaskStatus.WRITTEN),
                Stream.of(new Death("downloader", DOWNLOAD, TaskStatus.DOWNLOADING, Moment.MIDWAY)));
    }

    /** Both cards may have been kept when the writer dies; then neither is told as written by a living one, so that is not waited for. */
    private static List<Death> untold() {
        return join(
                Stream.of(
                        new Death("creator", CREATE, TaskStatus.UPLOADING, Moment.MIDWAY),
                        new Death("writer", WRITE, TaskStatus.WRITING, Moment.MIDWAY),
                        new Death("writer", WRITE, TaskStatus.VERIFYING, Moment.UNTOLD)),
                Death.entered("writer", WRITE, TaskStatus.VERIFYING));
    }

    @SafeVarargs
    private static List<Death> join(Stream<Death>... parts) {
        return Stream.of(parts).flatMap(part -> part).toList();
    }

    @BeforeAll
    static void startTheLine() throws IOException {
        line = new ProcessLine(folder, stop -> executioner.reached(stop));
        executioner = new Executioner(line);
        line.start(LONG);
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
    @MethodSource("chapters")
    void whateverIsKilledTheOrderEndsAndEachCardIsWrittenAndVerifiedOnce(Chapter chapter) throws IOException {
        line.changeLease(chapter.lease());
        line.clearCards();
        executioner.plan(chapter.deaths());
        OrderView order = follow(place(chapter));

        assertThat(executioner.owed()).as("deaths that did not happen").isEmpty();
        assertThat(executioner.done()).containsAll(chapter.deaths());
        assertThat(order.status()).isEqualTo(OrderStatus.PENDING_SHIPMENT);
        assertEachCardIsWrittenOnce(order);
        assertNoTaskHadTwoLeases(order);
        assertNothingIsLeft(order);
        ImageRef image = Objects.requireNonNull(order.image());
        Path bmap = line.published(order.id())
                .resolve(image.bmapPath().substring(image.bmapPath().lastIndexOf('/') + 1));
        for (String slot : ProcessLine.SLOTS) {
            assertThat(CardCheck.problem(line.keptCard(slot), bmap, image.rawSize(), content, folder))
                    .as("card in slot %s", slot)
                    .isEmpty();
        }
    }

    private static void assertEachCardIsWrittenOnce(OrderView order) throws IOException {
        ImageRef image = Objects.requireNonNull(order.image());
        List<TaskView> writes =
                order.tasks().stream().filter(task -> task.kind() == WRITE).toList();
        assertThat(writes).hasSize(CARDS).allMatch(task -> task.status() == TaskStatus.WRITTEN);
        assertThat(order.cardsWritten()).isEqualTo(CARDS);
        List<CardWritten> records =
                writes.stream().map(task -> (CardWritten) task.result()).toList();
        assertThat(records.stream().map(CardWritten::slot)).containsExactlyInAnyOrderElementsOf(ProcessLine.SLOTS);
        assertThat(records).allSatisfy(card -> {
            assertThat(card.bytesWritten()).isEqualTo(image.mappedBytes());
            assertThat(card.bytesVerified()).isEqualTo(image.mappedBytes());
        });
        assertThat(line.finishedCards().stream().filter(name -> name.startsWith(order.id())))
                .hasSize(CARDS);
    }

    /** Between two claims of a task its history tells how the first one ended. */
    private static void assertNoTaskHadTwoLeases(OrderView order) {
        Set<String> leased = new HashSet<>();
        for (OrderView.HistoryEntry entry : order.history()) {
            String task = entry.taskId();
            if (task != null && entry.what().startsWith("claimed by ")) {
                assertThat(leased.add(task))
                        .as("%s claimed once: %s", task, order.history())
                        .isTrue();
            } else if (task != null && entry.what().contains(", now ")) {
                leased.remove(task);
            }
        }
        assertThat(leased).as("tasks still leased").isEmpty();
    }

    private static void assertNothingIsLeft(OrderView order) throws IOException {
        assertThat(line.shelf(order.id())).doesNotExist();
        try (Stream<Path> incoming = Files.walk(line.incoming())) {
            assertThat(incoming.filter(Files::isRegularFile))
                    .as("half-made uploads")
                    .isEmpty();
        }
    }

    private static String place(Chapter chapter) {
        PlaceOrder order = new PlaceOrder(
                null, OrderKind.CARDS, chapter.name(), CARDS, null, null, null, null, null, null, null, config);
        return line.client().orders().place(order).id();
    }

    /** Waits until the order has ended and everybody who was to die is dead. */
    private static OrderView follow(String id) {
        await("order " + id)
                .ignoreExceptionsInstanceOf(SchedulerUnreachable.class)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (executioner.failure().isPresent()) {
                        return true;
                    }
                    line.takeFinishedCardsOut(id);
                    OrderView order = line.client().orders().get(id);
                    return order.status().isEnded()
                            || executioner.owed().isEmpty()
                                    && order.tasks().stream()
                                            .allMatch(task -> task.stage().isTerminal());
                });
        executioner.failure().ifPresent(failure -> {
            throw new AssertionError(failure);
        });
        return line.client().orders().get(id);
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
}

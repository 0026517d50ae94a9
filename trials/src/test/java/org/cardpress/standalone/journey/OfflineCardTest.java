package org.cardpress.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.HostChange;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.ImageManifest;
import org.cardpress.protocol.image.ImageManifest.Range;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.image.MappedCrc;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.task.CardReport.Verdict;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.scheduler.RunningScheduler;
import org.cardpress.scheduler.Scheduler;
import org.cardpress.scheduler.SchedulerConfig;
import org.cardpress.standalone.process.MappedClasses;
import org.cardpress.writer.virtual.VirtualSlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scheduler goes away while a card is being written, and stays away for longer than a lease lives; the writer, a process of its
 * own, finishes the card and is killed before it could tell anybody. Started anew, it delivers what it has on disk.
 */
@Timeout(600)
class OfflineCardTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String HOST = "bamako";
    private static final String PASSWORD = "a long password 1";
    private static final int MIB = 1 << 20;
    private static final int SIZE = 8 * MIB;
    private static final List<Range> RANGES = List.of(new Range(0, MIB), new Range(2 * MIB, 4 * MIB));

    @TempDir
    Path folder;

    private final byte[] image = new byte[SIZE];
    private final AtomicReference<Credentials> admin = new AtomicReference<>();
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void aCardThatWasBegunIsFinishedAndDeliveredWithoutTheSchedulerAndAcrossADeathOfTheWriter() throws Exception {
        new Random(8).nextBytes(image);
        int port = freePort();
        URI url = URI.create("http://127.0.0.1:" + port);
        VirtualSlot slot = new VirtualSlot(folder.resolve("slots/A"));
        slot.insert(SIZE + MIB, Map.of(), false);
        try (Gate gate = new Gate(this::reached)) {
            String order;
            ProgramProcess writer;
            try (RunningScheduler scheduler = scheduler(port)) {
                assertThat(scheduler.url()).isEqualTo(url.toString());
                order = upToWriting(url);
                writer = ProgramProcess.start(
                        MappedClasses.in(folder), "writer", config(url), folder.resolve("writer.log"), gate.port());
                await("writing").atMost(LONG).until(() -> writing.getCount() == 0);
            }
            try (writer) {
                await("fence").atMost(LONG).until(() -> writer.log().contains("the work is finished without it"));
                goOn.countDown();
                await("record on disk")
                        .atMost(LONG)
                        .until(() ->
                                Files.exists(state(order, "finished")) && Files.exists(state(order, "undelivered")));
                writer.kill();
                assertHoldsTheImage(slot.card());
                byte[] finished = Files.readAllBytes(slot.card());

                try (RunningScheduler again = scheduler(port)) {
                    SchedulerClient client = SchedulerClient.of(url, admin::get);
                    await("the lease ran out")
                            .atMost(LONG)
                            .until(() -> client.tasks().get(order + ".w1").lost() == 1);
                    assertThat(client.tasks().get(order + ".w1").status()).isEqualTo(TaskStatus.PENDING);
                    writer.restart();

                    await("delivery")
                            .atMost(LONG)
                            .until(() -> client.orders().get(order).status() == OrderStatus.PENDING_SHIPMENT);

                    assertThat(client.orders().cards(order, 0, 20).items())
                            .singleElement()
                            .satisfies(this::isGood);
                    assertThat(client.orders().cardsCsv(order).lines()).hasSize(2);
                    await("nothing left to say").atMost(LONG).until(() -> !Files.exists(state(order, "undelivered")));
                    assertThat(Arrays.equals(Files.readAllBytes(slot.card()), finished))
                            .as("the card is as it was")
                            .isTrue();
                }
            }
        }
    }

    private void isGood(CardRecord card) {
        assertThat(card.report().verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(card.report().slot()).isEqualTo("A");
        assertThat(card.report().bytesVerified()).isEqualTo(5L * MIB);
        assertThat(card.host()).isEqualTo(HOST);
        assertThat(card.attempt()).isEqualTo(1);
    }

    /** The card stands still at its first byte until the test has taken the scheduler away. */
    private void reached(Gate.Stop stop) {
        if (stop.word().equals(TaskStatus.WRITING.wire())) {
            writing.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Plays creator and downloader. */
    private String upToWriting(URI url) throws Exception {
        SchedulerClient manager = SchedulerClient.of(url, admin::get);
        manager.users().add(new NewUser("store", PASSWORD, Role.WAREHOUSE, null));
        manager.users().add(new NewUser("maker", PASSWORD, Role.CREATOR, null));
        manager.users().add(new NewUser(HOST, PASSWORD, Role.HOST, null));
        manager.warehouses().put(new Warehouse("main", "ftp://127.0.0.1:1", "http://127.0.0.1:1", "store", true));
        String order = manager.orders()
                .place(new PlaceOrder(
                        null, OrderKind.CARDS, "offline", 1, null, null, null, null, null, null, null, hotspot()))
                .id();
        SchedulerClient maker = SchedulerClient.of(url, () -> new Credentials("maker", PASSWORD));
        SchedulerClient host = SchedulerClient.of(url, () -> new Credentials(HOST, PASSWORD));
        Claim create = claim(manager, maker, "oven", TaskKind.CREATE);
        ImageRef ref = ref(order);
        maker.finish(create.taskId(), done(create, new TaskResult.ImageBuilt(ref)));
        Claim download = claim(manager, host, HOST, TaskKind.DOWNLOAD);
        shelve(order, ref);
        host.finish(download.taskId(), done(download, new TaskResult.ImageShelved(SIZE, 1)));
        return order;
    }

    private static Finish done(Claim claim, TaskResult result) {
        return new Finish(claim.leaseToken(), Finish.Outcome.SUCCEEDED, null, null, result, List.of());
    }

    /** The first call makes the host known, and is refused. */
    private static Claim claim(SchedulerClient manager, SchedulerClient worker, String host, TaskKind kind) {
        ClaimRequest request = new ClaimRequest(host, List.of(kind), List.of(), 1L << 40, "test/1");
        CompletableFuture.runAsync(() -> worker.claim(request))
                .handle((done, refused) -> Objects.requireNonNull(refused))
                .join();
        manager.hosts().change(host, new HostChange(HostStatus.APPROVED));
        return await("claim")
                .atMost(LONG)
                .ignoreExceptionsInstanceOf(ProblemException.class)
                .until(() -> worker.claim(request), Optional::isPresent)
                .orElseThrow();
    }

    private void shelve(String order, ImageRef ref) throws IOException {
        Shelf shelf = new Shelf(folder.resolve("shelf"));
        Files.createDirectories(shelf.directory(order));
        Files.write(shelf.imageFile(order, ref.name()), image);
        MappedCrc crc = new MappedCrc();
        for (Range range : RANGES) {
            crc.update(range.offset(), ByteBuffer.wrap(image, (int) range.offset(), (int) range.length()));
        }
        shelf.publish(new ImageManifest(
                ImageManifest.SCHEMA, order, ref.name(), SIZE, ref.rawSha256(), RANGES, crc.values()));
    }

    private void assertHoldsTheImage(Path card) throws IOException {
        byte[] bytes = Files.readAllBytes(card);
        for (Range range : RANGES) {
            int from = (int) range.offset();
            int to = (int) (range.offset() + range.length());
            assertThat(Arrays.equals(bytes, from, to, image, from, to)).isTrue();
        }
    }

    private Path state(String order, String kind) {
        return folder.resolve("writer/cards").resolve(kind).resolve(order + ".w1.json");
    }

    private RunningScheduler scheduler(int port) {
        return Scheduler.start(SchedulerConfig.local(folder.resolve("scheduler"), admin::set)
                .withPort(port)
                .withSettings(Map.of(
                        "cardpress.line.lease", "PT6S",
                        "cardpress.line.heartbeat", "PT1S",
                        "cardpress.line.retry-after", "PT0.25S")));
    }

    private Path config(URI url) throws IOException {
        return Files.writeString(folder.resolve("writer.yml"), """
                state.dir: %s
                scheduler.url: %s
                downloader.shelf: %s
                writer.dir: %s
                writer.slots: [A=virtual:%s]
                worker: {username: %s, password: %s, host: %s}
                """.formatted(
                        folder,
                        url,
                        folder.resolve("shelf"),
                        folder.resolve("writer"),
                        folder.resolve("slots/A"),
                        HOST,
                        PASSWORD,
                        HOST));
    }

    private static ImageRef ref(String order) {
        String directory = "/images/" + order + "/";
        return new ImageRef(
                "offline",
                directory + "offline.img.zst",
                1,
                "a".repeat(64),
                directory + "offline.bmap",
                2,
                "b".repeat(64),
                SIZE,
                "c".repeat(64),
                5L * MIB);
    }

    private static HotspotConfig hotspot() {
        return new HotspotConfig(
                HotspotConfig.SCHEMA,
                "offline",
                new BaseImage("https://example.org/base.img", null),
                null,
                List.of(),
                Map.of("timezone", "UTC"));
    }

    /** The scheduler must come back at the same place. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

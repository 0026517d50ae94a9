package org.cardpress.downloader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.cardpress.downloader.SampleImage.ORDER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.cardpress.protocol.image.ImageManifest;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.image.ShelvedImage;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.Outside;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.runtime.TaskStopped;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.testing.RecordingContext;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.Grant;
import org.cardpress.protocol.worker.TaskSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes visible on the shelf is the image, to the last byte; what does not leaves nothing in the way. */
class FetchTest {
    private static final int SLOW = 2 << 20;
    private static final long ALL = Long.MAX_VALUE;

    @TempDir
    Path files;

    @TempDir
    Path shelfRoot;

    private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);
    private SampleImage image;
    private FtpWarehouse warehouse;
    private Shelf shelf;
    private DownloadHandler handler;
    private RecordingContext context;

    @BeforeEach
    void start() throws Exception {
        image = new SampleImage();
        image.publish(files);
        warehouse = new FtpWarehouse(files, 0, 0, null);
        shelf = new Shelf(shelfRoot);
        Outside outside =
                new Outside(System::nanoTime, new Random(1), (time, signal) -> signal.await(Duration.ofMillis(100)));
        handler = new DownloadHandler(shelf, directory -> free.get(), SSLContext.getDefault(), outside);
        context = context(warehouse.grant());
    }

    @AfterEach
    void stop() {
        warehouse.close();
    }

    private RecordingContext context(Grant grant) {
        return new RecordingContext(shelfRoot.resolve(".work"), List.of(grant));
    }

    private void slowWarehouse() throws Exception {
        warehouse.close();
        warehouse = new FtpWarehouse(files, 0, SLOW, null);
        context = context(warehouse.grant());
    }

    private static Claim claim(TaskSpec spec) {
        return new Claim(ORDER + ".d1", ORDER, TaskKind.DOWNLOAD, 1, spec, List.of(), "lease", 90, 30);
    }

    private TaskResult fetch(ImageRef ref) throws Exception {
        return handler.run(claim(new TaskSpec.FetchImage(ref)), context);
    }

    private CompletableFuture<TaskResult> fetchAside() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return fetch(image.ref);
            } catch (TaskStopped e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void assertShelved() throws IOException {
        ShelvedImage shelved = shelf.open(ORDER).orElseThrow();
        assertThat(shelved.isPacked()).isTrue();
        assertThat(shelved.packed()).hasBinaryContent(image.packed);
        assertThat(shelved.bmap()).hasBinaryContent(image.bmap);
        assertThat(shelved.manifest().rawSha256()).isEqualTo(image.ref.rawSha256());
        assertThat(shelved.manifest().mappedBytes()).isEqualTo(image.ref.mappedBytes());
        assertThat(namesOnShelf()).containsExactlyInAnyOrder("clinic.img.zst", "clinic.bmap", "manifest.json");
    }

    private List<String> namesOnShelf() throws IOException {
        Path directory = shelf.directory(ORDER);
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (var listed = Files.list(directory)) {
            return listed.map(file -> file.getFileName().toString()).toList();
        }
    }

    private ImageRef ref(long size, String sha256, long rawSize, String rawSha256) {
        ImageRef ref = image.ref;
        return new ImageRef(
                ref.name(),
                ref.path(),
                size,
                sha256,
                ref.bmapPath(),
                ref.bmapSize(),
                ref.bmapSha256(),
                rawSize,
                rawSha256,
                ref.mappedBytes());
    }

    private void assertRefused(ImageRef ref, String code, String... said) {
        assertThatThrownBy(() -> fetch(ref)).isInstanceOfSatisfying(TaskFailure.class, failure -> {
            assertThat(failure.error().code()).isEqualTo(code);
            assertThat(failure.error().message()).contains(said);
            assertThat(failure.failedStatus()).isEqualTo(TaskStatus.FAILED_TO_DOWNLOAD);
        });
    }

    @Test
    void anImageIsShelvedWithItsManifest() throws Exception {
        TaskResult result = fetch(image.ref);

        assertThat(result)
                .isInstanceOfSatisfying(TaskResult.ImageShelved.class, shelved -> assertThat(shelved.rawSize())
                        .isEqualTo(image.raw.length));
        assertShelved();
        assertThat(context.statuses).containsExactly(TaskStatus.DOWNLOADING);
        assertThat(context.progress().done()).isEqualTo(image.packed.length);
    }

    @Test
    void anImageThatIsThereIsNotFetchedAgain() throws Exception {
        fetch(image.ref);

        fetch(image.ref);

        assertThat(warehouse.retrievals()).isEqualTo(1);
    }

    @Test
    void brokenTransfersGoOnWhereTheyBroke() throws Exception {
        try (CuttingRelay relay = new CuttingRelay(warehouse.port(), 500, ALL, 1_000_000, 10, 3_000_001, ALL)) {
            context = context(FtpWarehouse.grant("ftp", relay.port()));

            fetch(image.ref);

            assertShelved();
            assertThat(warehouse.retrievals()).isEqualTo(4);
            assertThat(warehouse.lastRestart()).isBetween(1L, 4_000_011L);
            assertThat(relay.carried()).isEqualTo(image.packed.length + image.bmap.length);
        }
    }

    @Test
    void aWarehouseThatIsRestartedIsWaitedFor() throws Exception {
        try (CuttingRelay relay = new CuttingRelay(warehouse.port(), ALL, 2_000_000, ALL)) {
            context = context(FtpWarehouse.grant("ftp", relay.port()));
            relay.leaveAfterCut();
            CompletableFuture<TaskResult> fetching = fetchAside();
            await().until(() -> context.lines.size() > 1);

            relay.comeBack();

            fetching.get(60, TimeUnit.SECONDS);
            assertShelved();
            // What was on the line when it broke may be lost, but nothing that had arrived is fetched again.
            assertThat(relay.carried() - image.packed.length - image.bmap.length)
                    .isBetween(0L, 2_000_000L);
        }
    }

    @Test
    void aWarehouseThatStaysAwayFailsTheTaskAndKeepsWhatCame() throws Exception {
        try (CuttingRelay relay = new CuttingRelay(warehouse.port(), ALL, 2_000_000)) {
            context = context(FtpWarehouse.grant("ftp", relay.port()));
            relay.leaveAfterCut();

            assertRefused(image.ref, "warehouse.unreachable", "gives nothing after 8 connections (expected the file)");
        }

        assertThat(namesOnShelf()).containsExactlyInAnyOrder("clinic.img.zst.part", "clinic.bmap");
        assertThat(shelf.open(ORDER)).isEmpty();
    }

    @Test
    void aWrongChecksumOfTheCompressedFileIsDamage() throws IOException {
        ImageRef ref = ref(image.ref.size(), "0".repeat(64), image.ref.rawSize(), image.ref.rawSha256());

        assertRefused(ref, "image.damaged", image.ref.sha256(), "expected 000");
        assertThat(shelf.directory(ORDER)).doesNotExist();
    }

    @Test
    void aTruncatedFileIsDamage() throws IOException {
        Files.write(SampleImage.packedIn(files), Arrays.copyOf(image.packed, 1 << 20));

        assertRefused(image.ref, "image.damaged", "1048576 bytes (expected " + image.packed.length + ")");
    }

    @Test
    void somethingElseOfTheSameSizeIsDamage() throws IOException {
        byte[] garbage = new byte[image.packed.length];
        new Random(3).nextBytes(garbage);
        Files.write(SampleImage.packedIn(files), garbage);

        assertRefused(image.ref, "image.damaged", SampleImage.sha256(garbage));
        assertThat(shelf.directory(ORDER)).doesNotExist();
    }

    @Test
    void roomThatOtherImagesWillNeedWhenTheyAreUnpackedIsNotGivenAway() throws Exception {
        String other = "otherorder0000000001";
        Files.createDirectories(shelf.directory(other));
        Files.write(Shelf.packedOf(shelf.imageFile(other, "big")), new byte[10]);
        shelf.publish(new ImageManifest(
                ImageManifest.SCHEMA,
                other,
                "big",
                1L << 30,
                "0".repeat(64),
                List.of(new ImageManifest.Range(0, 1L << 30)),
                List.of(),
                null,
                new ImageManifest.Packed(10, "0".repeat(64))));
        free.set(1L << 30);

        assertRefused(image.ref, "disk.full", "1073.7 MB for images still to be unpacked");
        assertThat(warehouse.retrievals()).isZero();
    }

    @Test
    void tooLittleRoomIsSaidBeforeAnythingIsFetched() throws IOException {
        free.set(5_000_000);

        assertRefused(image.ref, "disk.full", "5.0 MB free", "expected at least", "image", "compressed");
        assertThat(warehouse.retrievals()).isZero();
        assertThat(shelf.directory(ORDER)).doesNotExist();
    }

    @Test
    void aRefusedLoginIsNotTriedForLong() {
        context = context(new Grant(Grant.Operation.DOWNLOAD, warehouse.grant().ftp(), "/", "host", "old token"));

        assertRefused(image.ref, "warehouse.unreachable", "after 3 connections", "530");
    }

    @Test
    void aCanceledFetchEndsAtOnceAndLeavesNothing() throws Exception {
        slowWarehouse();
        CompletableFuture<TaskResult> fetching = fetchAside();
        await().until(() -> context.progress().done() > 1 << 20);
        long began = System.nanoTime();

        context.cancel().raise(CancelSignal.Reason.CANCEL);

        assertThatThrownBy(() -> fetching.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(TaskStopped.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        assertThat(shelf.directory(ORDER)).doesNotExist();
    }

    @Test
    void aFetchStoppedByTheEndOfTheWorkerGoesOnLater() throws Exception {
        slowWarehouse();
        CompletableFuture<TaskResult> fetching = fetchAside();
        await().until(() -> context.progress().done() > 1 << 20);
        context.cancel().raise(CancelSignal.Reason.SHUTDOWN);
        assertThatThrownBy(() -> fetching.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(TaskStopped.class);
        long received = Files.size(shelf.directory(ORDER).resolve("clinic.img.zst.part"));

        context = context(warehouse.grant());
        fetch(image.ref);

        assertShelved();
        assertThat(warehouse.lastRestart()).isEqualTo(received);
    }

    @Test
    void damageInWhatWasReceivedBeforeIsFound() throws Exception {
        Files.createDirectories(shelf.directory(ORDER));
        byte[] part = Arrays.copyOf(image.packed, 3 << 20);
        part[2 << 20]++;
        Files.write(shelf.directory(ORDER).resolve("clinic.img.zst.part"), part);

        assertThatThrownBy(() -> fetch(image.ref)).isInstanceOfSatisfying(TaskFailure.class, failure -> assertThat(
                        failure.error().code())
                .isEqualTo("image.damaged"));
        assertThat(shelf.directory(ORDER)).doesNotExist();

        fetch(image.ref);
        assertShelved();
    }

    @Test
    void aRemovedImageIsGoneAndNothingElse() throws Exception {
        fetch(image.ref);
        Path other = Files.createDirectories(shelfRoot.resolve("other"));

        handler.run(claim(new TaskSpec.RemoveImage(image.ref)), context);
        handler.run(claim(new TaskSpec.RemoveImage(image.ref)), context);

        assertThat(shelf.directory(ORDER)).doesNotExist();
        assertThat(other).exists();
        assertThat(context.lines).contains("the image is removed", "the image was not on the shelf");
    }

    @Test
    void aLinkInPlaceOfAnImageIsNotFollowed() throws Exception {
        Path precious = Files.createDirectories(files.resolve("precious"));
        Files.writeString(precious.resolve("manifest.json"), "{}");
        Files.createSymbolicLink(shelf.directory(ORDER), precious);

        assertThatThrownBy(() -> handler.run(claim(new TaskSpec.RemoveImage(image.ref)), context))
                .isInstanceOfSatisfying(TaskFailure.class, failure -> assertThat(failure.failedStatus())
                        .isEqualTo(TaskStatus.DOWNLOADED_FAILED_TO_REMOVE));
        assertThat(precious.resolve("manifest.json")).exists();
    }
}

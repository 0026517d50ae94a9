package org.cardpress.downloader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.cardpress.downloader.SampleImage.ORDER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.testing.FakeScheduler;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.protocol.worker.TaskSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program against a scheduler that keeps leases by the rules and a real FTP server. */
class DownloaderTest {
    private static final String TASK = ORDER + ".d1";
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path files;

    @TempDir
    Path shelfRoot;

    private SampleImage image;
    private FakeScheduler scheduler;

    @BeforeEach
    void start() throws IOException {
        image = new SampleImage();
        image.publish(files);
        scheduler = new FakeScheduler();
        scheduler.leases().times(4, 1);
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    private DownloaderConfig config() throws Exception {
        return new DownloaderConfig(
                scheduler.uri(),
                scheduler::credentials,
                "bench-1",
                shelfRoot,
                2,
                Duration.ofSeconds(5),
                SSLContext.getDefault());
    }

    private void offerFetch(FtpWarehouse warehouse) {
        scheduler
                .leases()
                .offer(TASK, TaskKind.DOWNLOAD, new TaskSpec.FetchImage(image.ref), List.of(warehouse.grant()));
    }

    private List<Finish.Outcome> outcomes(String task) {
        return scheduler.leases().finishes(task).stream().map(Finish::outcome).toList();
    }

    @Test
    void aClaimedImageIsFetchedAndLaterRemoved() throws Exception {
        try (FtpWarehouse warehouse = new FtpWarehouse(files, 0, 0, null);
                Downloader running = Downloader.start(config())) {
            offerFetch(warehouse);
            await().atMost(LONG).until(() -> outcomes(TASK).equals(List.of(Finish.Outcome.SUCCEEDED)));
            assertThat(new Shelf(shelfRoot).open(ORDER)).isPresent();
            assertThat(scheduler.claims()).allSatisfy(claim -> {
                assertThat(claim.host()).isEqualTo("bench-1");
                assertThat(claim.diskFree()).isPositive();
            });

            String removal = ORDER + ".d2";
            scheduler.leases().offer(removal, TaskKind.DOWNLOAD, new TaskSpec.RemoveImage(image.ref), List.of());
            await().atMost(LONG).until(() -> outcomes(removal).equals(List.of(Finish.Outcome.SUCCEEDED)));
            assertThat(shelfRoot.resolve(ORDER)).doesNotExist();
            assertThat(running).isNotNull();
        }
    }

    @Test
    void aSecondDownloaderCannotTakeTheShelf() throws Exception {
        try (Downloader running = Downloader.start(config())) {
            assertThatThrownBy(() -> Downloader.start(config())).hasMessageContaining("another downloader");
            assertThat(running).isNotNull();
        }
    }

    @Test
    void aKilledDownloaderFetchesOnlyWhatIsMissing() throws Exception {
        try (FtpWarehouse slow = new FtpWarehouse(files, 0, 2 << 20, null)) {
            offerFetch(slow);
            Path part = shelfRoot.resolve(ORDER).resolve("clinic.img.zst.part");
            Process killed = DownloaderProcess.start(scheduler.uri(), shelfRoot);
            await().atMost(LONG).until(() -> Files.exists(part) && Files.size(part) > 2 << 20);
            killed.destroyForcibly().waitFor();
            long received = Files.size(part);

            Process next = DownloaderProcess.start(scheduler.uri(), shelfRoot);
            try {
                await().atMost(LONG).until(() -> outcomes(TASK).equals(List.of(Finish.Outcome.SUCCEEDED)));
            } finally {
                next.destroyForcibly().waitFor();
            }

            assertThat(slow.lastRestart()).isEqualTo(received);
            assertThat(slow.retrievals()).isEqualTo(2);
            Path shelved = new Shelf(shelfRoot).open(ORDER).orElseThrow().packed();
            assertThat(shelved).hasBinaryContent(image.packed);
            assertThat(part).doesNotExist();
        }
    }

    @Test
    void anOrderCanceledInMidFetchLeavesNothing() throws Exception {
        try (FtpWarehouse slow = new FtpWarehouse(files, 0, 1 << 20, null);
                Downloader running = Downloader.start(config())) {
            offerFetch(slow);
            await().atMost(LONG).until(() -> slow.retrievals() > 0);

            scheduler.leases().order(TASK, Heartbeat.Order.CANCEL);

            await().atMost(LONG).until(() -> outcomes(TASK).equals(List.of(Finish.Outcome.CANCELED)));
            assertThat(shelfRoot.resolve(ORDER)).doesNotExist();
            assertThat(running).isNotNull();
        }
    }
}

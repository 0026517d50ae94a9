package org.cardpress.creator.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.Outside;
import org.cardpress.protocol.runtime.TaskStopped;
import org.cardpress.protocol.worker.Grant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upload survives broken connections, sends nothing twice, and publishes only what is right. */
class UploaderTest {
    private static final String PATH = "/images/o1/clinic.img.zst";

    @TempDir
    Path directory;

    private final CancelSignal cancel = new CancelSignal();
    private final AtomicLong advanced = new AtomicLong();
    private final byte[] content = new byte[6_000_000];
    private FtpWarehouse warehouse;
    private Path file;

    @BeforeEach
    void startWarehouse() throws Exception {
        new Random(11).nextBytes(content);
        file = Files.write(directory.resolve("clinic.img.zst"), content);
        warehouse = new FtpWarehouse(directory.resolve("ftp"));
    }

    @AfterEach
    void stopWarehouse() {
        warehouse.close();
    }

    @Test
    void theFileIsPublished() throws Exception {
        assertThat(upload()).isTrue();

        assertThat(warehouse.published(PATH)).hasBinaryContent(content);
        assertThat(advanced).hasValue(content.length);
    }

    @Test
    void aBrokenConnectionGoesOnWhereTheWarehouseStopped() throws Exception {
        warehouse.breaks.set(3);

        assertThat(upload()).isTrue();

        assertThat(warehouse.published(PATH)).hasBinaryContent(content);
        assertThat(warehouse.offsets).hasSize(4).isSorted().doesNotHaveDuplicates();
        assertThat(warehouse.offsets.get(3)).isEqualTo(3L << 20);
    }

    @Test
    void whatAnotherAttemptLeftWrongIsSentAgain() throws Exception {
        Path left = directory.resolve("ftp" + PATH);
        Files.createDirectories(left.getParent());
        Files.write(left, new byte[2_000_000]);

        assertThat(upload()).isTrue();

        assertThat(warehouse.offsets).containsExactly(2_000_000L, 0L);
        assertThat(warehouse.published(PATH)).hasBinaryContent(content);
    }

    @Test
    void aNameThatIsTakenIsTold() throws Exception {
        Files.createDirectories(warehouse.published(PATH).getParent());
        Files.writeString(warehouse.published(PATH), "other");

        assertThat(upload()).isFalse();
    }

    @Test
    void aWarehouseThatNeverTakesAByteIsGivenUp() {
        warehouse.breaks.set(1000);
        warehouse.breakAfter.set(0);

        CreateFailure failure = catchThrowableOfType(CreateFailure.class, this::upload);

        assertThat(failure.error().code()).isEqualTo("warehouse.unreachable");
        assertThat(failure.error().retryable()).isTrue();
    }

    @Test
    void aStoppedTaskStopsItsUpload() {
        cancel.raise(CancelSignal.Reason.CANCEL);

        assertThatThrownBy(this::upload).isInstanceOf(TaskStopped.class);
        assertThat(warehouse.published(PATH)).doesNotExist();
    }

    private boolean upload() throws Exception {
        CreateListener watch = new CreateListener() {
            @Override
            public void stage(String what, long totalBytes) {
                advanced.set(0);
            }

            @Override
            public void advance(long bytes) {
                advanced.addAndGet(bytes);
            }

            @Override
            public CancelSignal cancel() {
                return cancel;
            }
        };
        Grant grant = warehouse.grant();
        Outside instant = new Outside(System::nanoTime, new Random(1), (time, signal) -> {});
        return new Uploader(grant, SSLContext.getDefault(), watch, instant)
                .upload(file, PATH, content.length, Digests.sha256(content));
    }
}

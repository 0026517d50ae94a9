package org.cardpress.warehouse.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardpress.warehouse.ftp.FtpBench.IMAGE;
import static org.cardpress.warehouse.ftp.FtpBench.bytes;
import static org.cardpress.warehouse.ftp.FtpBench.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.net.ftp.FTPClient;
import org.cardpress.warehouse.Rights;
import org.cardpress.warehouse.store.SpaceProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads stop before the reserve is used, and what came is kept for when there is room again. */
class SpaceTest {
    private static final long RESERVE = 1000;

    @TempDir
    private Path directory;

    private final AtomicLong capacity = new AtomicLong(10_000_000);
    private FtpBench bench;

    @BeforeEach
    void start() throws IOException {
        SpaceProbe disk = at -> capacity.get() - used(directory.resolve(".incoming"));
        bench = new FtpBench(directory, FtpBench.quick(), disk, RESERVE);
    }

    private static long used(Path at) throws IOException {
        Path file = at.resolve(Rights.ORDER + ".c1" + IMAGE);
        return Files.exists(file) ? Files.size(file) : 0;
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void whatDoesNotFitIsToldBeforehandWithFigures() throws Exception {
        FTPClient client = bench.uploader();

        assertThat(client.allocate(9_999_000)).isTrue();
        assertThat(client.sendCommand("ALLO 9999001")).isEqualTo(552);

        assertThat(client.getReplyString())
                .contains("No room for 9999001 bytes: 10000000 free, 1000 of them kept in reserve, 9999000 left");
        assertThat(client.sendCommand("ALLO many")).isEqualTo(501);
    }

    @Test
    void anUploadStopsAtTheReserveAndGoesOnWhenThereIsRoom() throws Exception {
        byte[] image = bytes(6_000_000);
        capacity.set(3_000_000);
        FTPClient client = bench.uploader();

        assertThat(store(client, IMAGE, image)).isFalse();

        assertThat(client.getReplyString()).startsWith("552").contains("No room for", "in reserve", "bytes kept");
        long kept = used(directory.resolve(".incoming"));
        assertThat(kept).isBetween(1L, 3_000_000 - RESERVE);
        capacity.set(10_000_000);
        FTPClient later = bench.uploader();
        assertThat(later.appendFile(IMAGE, new ByteArrayInputStream(image, (int) kept, image.length - (int) kept)))
                .isTrue();
        assertThat(FtpBench.publish(later, IMAGE, image)).isEqualTo(250);
    }

    @Test
    void anUploadDoesNotBeginOnAFullDisk() throws Exception {
        capacity.set(RESERVE);
        FTPClient client = bench.uploader();

        assertThat(client.storeFileStream(IMAGE)).isNull();

        assertThat(client.getReplyCode()).isEqualTo(552);
    }
}

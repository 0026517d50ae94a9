package org.cardpress.warehouse.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardpress.warehouse.ftp.FtpBench.DIR;
import static org.cardpress.warehouse.ftp.FtpBench.IMAGE;
import static org.cardpress.warehouse.ftp.FtpBench.bytes;
import static org.cardpress.warehouse.ftp.FtpBench.publish;
import static org.cardpress.warehouse.ftp.FtpBench.sha256;
import static org.cardpress.warehouse.ftp.FtpBench.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.awaitility.Awaitility;
import org.cardpress.warehouse.Rights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upload appears under its name only when it is whole; until then it can be gone on with. */
class UploadTest {
    @TempDir
    private Path directory;

    private FtpBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new FtpBench(directory);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private Path published() {
        return directory.resolve(IMAGE.substring(1));
    }

    private Path incoming() {
        return directory.resolve(".incoming/" + Rights.ORDER + ".c1" + IMAGE);
    }

    @Test
    void aFileHasNoNameBeforeItIsPublished() throws Exception {
        byte[] image = bytes(3_000_000);
        FTPClient client = bench.uploader();

        assertThat(store(client, IMAGE, image)).isTrue();

        assertThat(published()).doesNotExist();
        assertThat(client.listNames(DIR)).isNullOrEmpty();
        assertThat(publish(client, IMAGE, image)).isEqualTo(250);
        assertThat(published()).hasBinaryContent(image);
        assertThat(incoming()).doesNotExist();
        assertThat(client.listNames(DIR)).hasSize(1);
    }

    @Test
    void whoMayReadAPublishedFileMayHaveItVerified() throws Exception {
        byte[] image = bytes(100_000);
        FTPClient maker = bench.uploader();
        store(maker, IMAGE, image);
        publish(maker, IMAGE, image);
        String sum = FtpBench.sha256(image);
        FTPClient reader = bench.login("shop", "down-token");

        assertThat(reader.site("VERIFY 100000 " + sum + " " + IMAGE)).isEqualTo(250);
        assertThat(reader.site("VERIFY 99999 " + sum + " " + IMAGE)).isEqualTo(550);
        assertThat(reader.site("VERIFY 100000 " + "0".repeat(64) + " " + IMAGE)).isEqualTo(550);
        assertThat(reader.getReplyString()).contains("has SHA-256 " + sum);
        assertThat(reader.site("VERIFY 100000 " + sum + " " + DIR + "other.img.zst"))
                .isEqualTo(550);
        assertThat(reader.getReplyString()).contains("is not there");
        Files.write(published(), new byte[] {1}, StandardOpenOption.WRITE);
        assertThat(reader.site("VERIFY 100000 " + sum + " " + IMAGE)).isEqualTo(550);
        assertThat(bench.login("other", "other-token").site("VERIFY 100000 " + sum + " " + IMAGE))
                .as("a place that is none of its business")
                .isEqualTo(501);
    }

    @Test
    void aSmallFileOfNoBytesIsAFileToo() throws Exception {
        FTPClient client = bench.uploader();

        assertThat(store(client, DIR + "empty.bmap", new byte[0])).isTrue();

        assertThat(publish(client, DIR + "empty.bmap", new byte[0])).isEqualTo(250);
    }

    @Test
    void aCutConnectionIsResumedWithAppend() throws Exception {
        byte[] image = bytes(2_000_000);
        uploadAndCut(image, 1_200_000);
        FTPClient client = bench.uploader();

        int there = Integer.parseInt(client.getSize(IMAGE));
        assertThat(there).isBetween(1, 1_200_000);
        assertThat(client.appendFile(IMAGE, new ByteArrayInputStream(image, there, image.length - there)))
                .isTrue();

        assertThat(publish(client, IMAGE, image)).isEqualTo(250);
        assertThat(published()).hasBinaryContent(image);
    }

    @Test
    void aCutConnectionIsResumedFromAnyEarlierByte() throws Exception {
        byte[] image = bytes(2_000_000);
        FTPClient first = bench.uploader();
        store(first, IMAGE, Arrays.copyOf(image, 1_500_000));
        FTPClient client = bench.uploader();

        client.setRestartOffset(700_001);
        assertThat(client.storeFile(IMAGE, new ByteArrayInputStream(image, 700_001, image.length - 700_001)))
                .isTrue();

        assertThat(publish(client, IMAGE, image)).isEqualTo(250);
        assertThat(published()).hasBinaryContent(image);
    }

    @Test
    void anUploadIsResumedByANewWarehouse() throws Exception {
        byte[] image = bytes(2_000_000);
        store(bench.uploader(), IMAGE, Arrays.copyOf(image, 1_000_000));
        bench.close();
        bench = new FtpBench(directory);
        FTPClient client = bench.uploader();

        assertThat(client.getSize(IMAGE)).isEqualTo("1000000");
        assertThat(client.appendFile(IMAGE, new ByteArrayInputStream(image, 1_000_000, 1_000_000)))
                .isTrue();

        assertThat(publish(client, IMAGE, image)).isEqualTo(250);
        assertThat(published()).hasBinaryContent(image);
    }

    @Test
    void aConnectionThatHangsIsCutByTheOneThatComesAfter() throws Exception {
        byte[] image = bytes(1_000_000);
        FTPClient hanging = bench.uploader();
        OutputStream half = hanging.storeFileStream(IMAGE);
        half.write(image, 0, 600_000);
        half.flush();
        Awaitility.await().until(() -> Files.exists(incoming()) && Files.size(incoming()) > 0);
        FTPClient client = bench.uploader();

        int there = Integer.parseInt(client.getSize(IMAGE));
        client.setRestartOffset(there);
        assertThat(client.storeFile(IMAGE, new ByteArrayInputStream(image, there, image.length - there)))
                .isTrue();

        assertThat(publish(client, IMAGE, image)).isEqualTo(250);
    }

    @Test
    void goingOnBeyondWhatCameIsRefused() throws Exception {
        FTPClient client = bench.uploader();
        store(client, IMAGE, bytes(10));

        client.setRestartOffset(11);

        assertThat(client.storeFile(IMAGE, new ByteArrayInputStream(bytes(5)))).isFalse();
        assertThat(client.getReplyString()).startsWith("554").contains("at byte 11", "10 bytes are here");
    }

    @Test
    void tooFewBytesAreKeptForResume() throws Exception {
        byte[] image = bytes(1000);
        FTPClient client = bench.uploader();
        store(client, IMAGE, Arrays.copyOf(image, 400));

        assertThat(publish(client, IMAGE, image)).isEqualTo(550);

        assertThat(client.getReplyString()).contains("400 bytes came, expected 1000", "REST 400");
        assertThat(incoming()).hasSize(400);
        assertThat(published()).doesNotExist();
    }

    @Test
    void tooManyBytesAreRemoved() throws Exception {
        FTPClient client = bench.uploader();
        store(client, IMAGE, bytes(1001));

        assertThat(publish(client, IMAGE, bytes(1000))).isEqualTo(550);

        assertThat(client.getReplyString()).contains("1001 bytes came, expected 1000", "removed");
        assertThat(incoming()).doesNotExist();
    }

    @Test
    void wrongContentIsRemoved() throws Exception {
        byte[] image = bytes(1000);
        byte[] broken = image.clone();
        broken[500]++;
        FTPClient client = bench.uploader();
        store(client, IMAGE, broken);

        assertThat(publish(client, IMAGE, image)).isEqualTo(550);

        assertThat(client.getReplyString()).contains("SHA-256 " + sha256(broken) + " came, expected " + sha256(image));
        assertThat(incoming()).doesNotExist();
        assertThat(published()).doesNotExist();
    }

    @Test
    void publishingTheSameAgainSucceeds() throws Exception {
        byte[] image = bytes(1000);
        bench.publish(IMAGE, image);
        FTPClient client = bench.uploader();

        assertThat(publish(client, IMAGE, image)).isEqualTo(250);
        assertThat(client.getReplyString()).contains("before");
    }

    @Test
    void aPublishedFileIsNeverReplaced() throws Exception {
        byte[] image = bytes(1000);
        bench.publish(IMAGE, image);
        FTPClient client = bench.uploader();

        assertThat(store(client, IMAGE, bytes(1001))).isFalse();
        assertThat(client.getReplyString()).startsWith("553");
        assertThat(publish(client, IMAGE, bytes(1001))).isEqualTo(550);

        assertThat(published()).hasBinaryContent(image);
    }

    @Test
    void publishingNothingIsRefused() throws Exception {
        FTPClient client = bench.uploader();

        assertThat(publish(client, IMAGE, bytes(1))).isEqualTo(550);
        assertThat(client.getReplyString()).contains("Nothing came");
    }

    @Test
    void malformedPublishSaysWhatWasExpected() throws Exception {
        FTPClient client = bench.uploader();

        for (String words : new String[] {"PUBLISH", "PUBLISH 1", "PUBLISH -1 00 " + IMAGE, "PUBLISH 1 00 " + IMAGE}) {
            assertThat(client.site(words)).isEqualTo(501);
            assertThat(client.getReplyString()).contains("expected");
        }
        assertThat(client.site("CHMOD 777 " + IMAGE)).isEqualTo(504);
    }

    @Test
    void anUploadCanBeDropped() throws Exception {
        FTPClient client = bench.uploader();
        store(client, IMAGE, bytes(1000));

        assertThat(client.site("DROP " + IMAGE)).isEqualTo(250);

        assertThat(incoming()).doesNotExist();
        assertThat(client.getSize(IMAGE)).isNull();
    }

    @Test
    void textModeIsRefusedAsItWouldChangeTheBytes() throws Exception {
        FTPClient client = bench.uploader();
        client.setFileType(FTP.ASCII_FILE_TYPE);

        assertThat(store(client, IMAGE, bytes(10))).isFalse();
        assertThat(client.getReplyString()).startsWith("504").contains("TYPE I");
    }

    private void uploadAndCut(byte[] image, int count) throws IOException {
        FTPClient client = bench.uploader();
        try (OutputStream data = client.storeFileStream(IMAGE)) {
            data.write(image, 0, count);
            data.flush();
            Awaitility.await().until(() -> Files.exists(incoming()) && Files.size(incoming()) > 0);
        }
        client.disconnect();
    }
}

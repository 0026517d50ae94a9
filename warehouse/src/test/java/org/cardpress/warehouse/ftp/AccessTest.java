package org.cardpress.warehouse.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardpress.warehouse.ftp.FtpBench.DIR;
import static org.cardpress.warehouse.ftp.FtpBench.IMAGE;
import static org.cardpress.warehouse.ftp.FtpBench.bytes;
import static org.cardpress.warehouse.ftp.FtpBench.fetch;
import static org.cardpress.warehouse.ftp.FtpBench.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPConnectionClosedException;
import org.apache.commons.net.ftp.FTPFile;
import org.awaitility.Awaitility;
import org.cardpress.warehouse.Rights;
import org.cardpress.warehouse.access.Access;
import org.cardpress.warehouse.access.Account;
import org.cardpress.warehouse.access.Operation;
import org.cardpress.warehouse.store.SpaceProbe;
import org.cardpress.warehouse.store.VirtualPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session sees and does what the scheduler allows at that moment, and nothing else resolves. */
class AccessTest {
    private static final String OTHER = "/images/" + Rights.OTHER_ORDER + "/other.img.zst";

    @TempDir
    private Path directory;

    private FtpBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new FtpBench(directory);
        Path other = directory.resolve(OTHER.substring(1));
        Files.createDirectories(other.getParent());
        Files.write(other, bytes(100));
        Files.writeString(directory.resolve("secret.txt"), "secret");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private static List<String> names(FTPFile[] files) {
        return Arrays.stream(files).map(FTPFile::getName).toList();
    }

    @Test
    void aWrongTokenDoesNotLogIn() throws Exception {
        FTPClient client = bench.connect();

        assertThat(client.login("maker", "other-token")).isFalse();

        assertThat(client.getReplyCode()).isEqualTo(530);
    }

    @Test
    void anAccountWithoutRightsDoesNotLogIn() throws Exception {
        FTPClient client = bench.connect();

        assertThat(client.login("member", "member-token")).isFalse();
        assertThat(client.getReplyCode()).isEqualTo(530);
    }

    @Test
    void nobodyLogsInAsAnonymous() throws Exception {
        FTPClient client = bench.connect();

        assertThat(client.login("anonymous", "a@b")).isFalse();
    }

    @Test
    void nothingWorksBeforeLogin() throws Exception {
        FTPClient client = bench.connect();

        for (String command : List.of("LIST", "RETR /x", "STOR /x", "SITE DROP /x", "SIZE /x", "PASV", "FEAT")) {
            assertThat(client.sendCommand(command)).as(command).isEqualTo(530);
        }
    }

    @Test
    void aTokenLongerThanALineOfTheLibraryLogsIn() throws Exception {
        String token = "t".repeat(3000);
        bench.rights.task("long", token, Rights.ORDER + ".c2", Rights.ORDER, Operation.LIST, Operation.WRITE);

        assertThat(bench.login("long", token).printWorkingDirectory()).isEqualTo("/");
    }

    @Test
    void anAbsentSchedulerLetsNobodyInAndSaysSo() throws Exception {
        bench.rights.away(true);
        FTPClient client = bench.connect();

        assertThatThrownBy(() -> client.login("maker", "up-token")).isInstanceOf(FTPConnectionClosedException.class);

        assertThat(client.getReplyString()).startsWith("421").contains("scheduler is away");
    }

    @Test
    void anAbsentSchedulerStopsASessionUntilItIsBack() throws Exception {
        FTPClient client = bench.uploader();
        bench.rights.away(true);
        assertThat(store(client, IMAGE, bytes(10))).isFalse();
        assertThat(client.getReplyString()).startsWith("451").contains("scheduler cannot be asked");
        bench.rights.away(false);

        assertThat(store(client, IMAGE, bytes(10))).isTrue();
    }

    @Test
    void theTokenOfALostLeaseIsGoodForNothing() throws Exception {
        FTPClient client = bench.uploader();
        store(client, IMAGE, bytes(10));
        bench.rights.lose("maker", "up-token");

        assertThat(FtpBench.publish(client, IMAGE, bytes(10))).isEqualTo(530);

        assertThat(client.getReplyString()).contains("Access has ended: lease lost");
        assertThat(directory.resolve(IMAGE.substring(1))).doesNotExist();
        assertThat(bench.connect().login("maker", "up-token")).isFalse();
    }

    @Test
    void anAnswerIsRememberedButNotForPublishing() throws Exception {
        bench.close();
        bench = new FtpBench(
                directory,
                FtpConfig.local().withLimits(8, 8, Duration.ofSeconds(60), Duration.ofHours(1)),
                SpaceProbe.DISK,
                0);
        FTPClient client = bench.uploader();
        int asked = bench.rights.asked();
        bench.rights.lose("maker", "up-token");

        assertThat(store(client, IMAGE, bytes(10))).isTrue();
        assertThat(bench.rights.asked()).isEqualTo(asked);
        assertThat(FtpBench.publish(client, IMAGE, bytes(10))).isEqualTo(530);
    }

    @Test
    void aListingShowsOnlyWhatIsAllowed() throws Exception {
        bench.publish(IMAGE, bytes(1000));
        FTPClient client = bench.login("shop", "down-token");

        assertThat(names(client.listFiles("/"))).containsExactly("images");
        assertThat(names(client.listFiles("/images"))).containsExactly(Rights.ORDER);
        assertThat(names(client.mlistDir("/images"))).containsExactly(Rights.ORDER);
        assertThat(client.listNames(DIR)).hasSize(1);
        assertThat(client.mlistFile(IMAGE).getSize()).isEqualTo(1000);
        assertThat(client.getModificationTime(IMAGE)).isNotNull();
        assertThat(client.changeWorkingDirectory(DIR)).isTrue();
        assertThat(client.getSize("hotspot.img.zst")).isEqualTo("1000");
        assertThat(client.changeToParentDirectory()).isTrue();
        assertThat(client.printWorkingDirectory()).isEqualTo("/images");
    }

    @Test
    void aDownloadIsResumed() throws Exception {
        byte[] image = bytes(1_000_000);
        bench.publish(IMAGE, image);
        FTPClient client = bench.login("shop", "down-token");

        assertThat(fetch(client, IMAGE)).isEqualTo(image);
        client.setRestartOffset(999_990);
        assertThat(fetch(client, IMAGE)).isEqualTo(Arrays.copyOfRange(image, 999_990, 1_000_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OTHER,
                "/secret.txt",
                "/.lock",
                "/.incoming",
                "../../secret.txt",
                DIR + "../" + Rights.OTHER_ORDER + "/other.img.zst",
                DIR + "./../../secret.txt",
                "/images/" + Rights.ORDER + "x/a",
                "//images//" + Rights.OTHER_ORDER + "//other.img.zst",
                "/images/..%2f" + Rights.OTHER_ORDER,
                "\\secret.txt",
                "~/secret.txt",
                DIR + "missing"
            })
    void noOtherPathResolvesAndTheAnswersAreAlike(String path) throws Exception {
        FTPClient client = bench.login("shop", "down-token");

        client.enterLocalPassiveMode();
        assertThat(client.retrieveFileStream(path)).isNull();
        assertThat(client.getReplyString()).startsWith("550 Not found or not allowed");
        assertThat(client.sendCommand("SIZE", path)).isEqualTo(550);
        assertThat(client.sendCommand("MDTM", path)).isEqualTo(550);
        assertThat(client.sendCommand("MLST", path)).isEqualTo(550);
        assertThat(client.sendCommand("DELE", path)).isEqualTo(550);
        assertThat(client.changeWorkingDirectory(path)).isFalse();
        assertThat(client.listFiles(path)).isEmpty();
        assertThat(client.getReplyCode()).isEqualTo(550);
        assertThat(store(client, path, bytes(10))).isFalse();
        assertThat(client.getReplyCode()).isEqualTo(550);
    }

    @Test
    void aSymbolicLinkLeadsNowhere() throws Exception {
        bench.publish(IMAGE, bytes(10));
        Path own = directory.resolve(DIR.substring(1));
        Files.createSymbolicLink(own.resolve("out"), directory.resolve("secret.txt"));
        Files.createSymbolicLink(own.resolve("up"), directory);
        Files.writeString(own.resolve("back\\slash"), "not of us");
        FTPClient client = bench.login("shop", "down-token");

        assertThat(names(client.listFiles(DIR))).containsExactly("hotspot.img.zst");
        assertThat(client.retrieveFileStream(DIR + "out")).isNull();
        assertThat(client.retrieveFileStream(DIR + "up/secret.txt")).isNull();
        assertThat(client.changeWorkingDirectory(DIR + "up")).isFalse();
        assertThat(store(bench.uploader(), DIR + "up/x", bytes(10))).isFalse();
    }

    @Test
    void anUploaderOnlyUploads() throws Exception {
        bench.publish(IMAGE, bytes(10));
        FTPClient client = bench.uploader();

        assertThat(client.retrieveFileStream(IMAGE)).isNull();
        assertThat(client.deleteFile(IMAGE)).isFalse();
        for (String command : List.of(
                "RNFR " + IMAGE, "RNTO /x", "MKD " + DIR + "d", "RMD " + DIR, "STOU", "MFMT 20200101000000 " + IMAGE)) {
            assertThat(client.sendCommand(command)).as(command).isEqualTo(502);
        }
        assertThat(client.site("DROP " + OTHER)).isEqualTo(501);
        assertThat(directory.resolve(IMAGE.substring(1))).hasSize(10);
    }

    @Test
    void aDownloaderChangesNothing() throws Exception {
        bench.publish(IMAGE, bytes(10));
        FTPClient client = bench.login("shop", "down-token");

        assertThat(store(client, DIR + "new", bytes(10))).isFalse();
        assertThat(client.deleteFile(IMAGE)).isFalse();
        assertThat(client.site("DROP " + IMAGE)).isEqualTo(550);
        assertThat(FtpBench.publish(client, IMAGE, bytes(10))).isEqualTo(550);
    }

    @Test
    void aManagerReadsAndDeletesEverythingButUploadsNothing() throws Exception {
        bench.publish(IMAGE, bytes(10));
        FTPClient client = bench.login("boss", "boss-token");

        assertThat(names(client.listFiles("/images"))).containsExactly(Rights.ORDER, Rights.OTHER_ORDER);
        assertThat(fetch(client, OTHER)).hasSize(100);
        assertThat(store(client, "/x", bytes(10))).isFalse();
        assertThat(client.deleteFile(OTHER)).isTrue();
        assertThat(directory.resolve(OTHER.substring(1))).doesNotExist();
        assertThat(names(client.listFiles("/"))).doesNotContain(".incoming", ".lock");
    }

    @Test
    void aRightToWriteWithoutATaskIsNone() throws Exception {
        Access write = new Access(Operation.WRITE, VirtualPath.TOP);
        Access list = new Access(Operation.LIST, VirtualPath.TOP);
        bench.rights.put("odd", "odd-token", new Account("odd", "creator", null, List.of(write, list)));

        FTPClient client = bench.login("odd", "odd-token");

        assertThat(store(client, IMAGE, bytes(10))).isFalse();
        assertThat(client.getReplyCode()).isEqualTo(550);
    }

    @Test
    void activeModeIsRefused() throws Exception {
        FTPClient client = bench.uploader();

        assertThat(client.sendCommand("PORT 127,0,0,1,10,10")).isEqualTo(502);
        assertThat(client.sendCommand("EPRT |1|127.0.0.1|2000|")).isEqualTo(502);
    }

    @Test
    void oneConnectionTooManyOfAnAddressIsToldSo() throws Exception {
        bench.close();
        bench = new FtpBench(
                directory,
                FtpConfig.local().withLimits(8, 2, Duration.ofSeconds(60), Duration.ZERO),
                SpaceProbe.DISK,
                0);
        FTPClient one = bench.uploader();
        FTPClient two = bench.uploader();
        FTPClient three = new FTPClient();

        assertThatThrownBy(() -> three.connect("127.0.0.1", bench.port())).isInstanceOf(IOException.class);
        assertThat(three.getReplyString()).startsWith("421").contains("Too many connections");

        one.logout();
        one.disconnect();
        Awaitility.await().ignoreExceptions().until(() -> bench.uploader().sendNoOp());
        assertThat(two.sendNoOp()).isTrue();
    }

    @Test
    void anIdleSessionIsClosed() throws Exception {
        bench.close();
        bench = new FtpBench(
                directory,
                FtpConfig.local().withLimits(8, 8, Duration.ofSeconds(1), Duration.ZERO),
                SpaceProbe.DISK,
                0);
        FTPClient client = bench.uploader();

        assertThatThrownBy(client::getReply).isInstanceOf(IOException.class);
    }

    @Test
    void aReaderThatTakesNoMoreBytesIsCut() throws Exception {
        bench.close();
        bench = new FtpBench(
                directory,
                FtpConfig.local().withLimits(8, 8, Duration.ofSeconds(1), Duration.ZERO),
                SpaceProbe.DISK,
                0);
        bench.publish(IMAGE, bytes(30_000_000));
        FTPClient client = bench.login("shop", "down-token");
        client.setReceieveDataSocketBufferSize(4096);

        try (InputStream bytes = client.retrieveFileStream(IMAGE)) {
            assertThat(bytes.read()).isNotNegative();
            assertThat(client.getReply()).isEqualTo(426);
        }
    }

    @Test
    void aSecondWarehouseOnTheSameDirectoryIsRefused() {
        assertThatThrownBy(() -> new FtpBench(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("used by another warehouse");
    }
}

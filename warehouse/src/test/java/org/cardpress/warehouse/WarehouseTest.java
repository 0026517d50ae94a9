package org.cardpress.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardpress.warehouse.ftp.FtpBench.DIR;
import static org.cardpress.warehouse.ftp.FtpBench.IMAGE;
import static org.cardpress.warehouse.ftp.FtpBench.bytes;
import static org.cardpress.warehouse.ftp.FtpBench.publish;
import static org.cardpress.warehouse.ftp.FtpBench.sha256;
import static org.cardpress.warehouse.ftp.FtpBench.store;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.awaitility.Awaitility;
import org.cardpress.warehouse.ftp.FtpBench;
import org.cardpress.warehouse.ftp.FtpConfig;
import org.cardpress.warehouse.link.HttpConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole warehouse as its start makes it, with a scheduler over real HTTP. */
class WarehouseTest {
    private static final String SECRET = "s3cretS3cretS3cretS3cret";
    private static final String LINK = "/links/" + Rights.ORDER + "/" + SECRET;
    private static final String VALID = """
            {'username':'maker','role':'creator','taskId':'%s.c1','access':[
              {'operation':'LIST','path':'%s'},{'operation':'WRITE','path':'%s'}]}""".formatted(Rights.ORDER, DIR, DIR);

    @TempDir
    private Path directory;

    private FakeScheduler scheduler;
    private RunningWarehouse warehouse;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        scheduler = new FakeScheduler();
        warehouse = Warehouse.start(config());
    }

    private WarehouseConfig config() {
        WarehouseConfig usual = WarehouseConfig.local(directory, "main", scheduler.uri(), "store", "password");
        return new WarehouseConfig(
                directory,
                "main",
                usual.scheduler(),
                "store",
                "password",
                0,
                usual.leftoversAge(),
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                FtpConfig.local().withLimits(8, 8, Duration.ofSeconds(60), Duration.ZERO),
                HttpConfig.local().withLimits(8, 8, Duration.ofSeconds(60), Duration.ZERO));
    }

    @AfterEach
    void stop() {
        warehouse.close();
        scheduler.close();
    }

    private FTPClient connect() throws IOException {
        FTPClient client = new FTPClient();
        client.connect("127.0.0.1", warehouse.ftpPort());
        client.setSoTimeout(20_000);
        return client;
    }

    private FTPClient uploader() throws IOException {
        FTPClient client = connect();
        assertThat(client.login("maker", "task-token"))
                .as(client.getReplyString())
                .isTrue();
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE);
        return client;
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + warehouse.httpPort() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    }

    @Test
    void anImageGoesInByTaskTokenAndOutByLink() throws Exception {
        byte[] image = bytes(500_000);
        scheduler.answer("POST /auth/validate", 200, VALID);
        FTPClient client = uploader();

        assertThat(store(client, IMAGE, image)).isTrue();
        assertThat(publish(client, IMAGE, image)).isEqualTo(250);

        assertThat(scheduler.calls("/auth/validate")).isNotEmpty().allSatisfy(call -> {
            assertThat(call.authorization()).isEqualTo("Bearer own-token");
            assertThat(call.body()).contains("\"maker\"", "\"task-token\"");
        });
        scheduler.answer(
                "GET " + LINK,
                200,
                "{'path':'%s','fileName':'my.img.zst','size':%d,'sha256':'%s','expiresAt':'2030-01-01T00:00:00Z'}"
                        .formatted(IMAGE, image.length, sha256(image)));
        assertThat(get(LINK + "/my.img.zst").body()).isEqualTo(image);
        scheduler.refuse("GET " + LINK, 410, "gone");
        assertThat(get(LINK + "/my.img.zst").statusCode()).isEqualTo(410);
        scheduler.refuse("GET " + LINK, 404, "not_found");
        assertThat(get(LINK + "/my.img.zst").statusCode()).isEqualTo(404);
    }

    @Test
    void aLoginTheSchedulerRefusesIsRefused() throws Exception {
        scheduler.refuse("POST /auth/validate", 401, "auth.login_refused");

        FTPClient client = connect();

        assertThat(client.login("maker", "task-token")).isFalse();
        assertThat(client.getReplyCode()).isEqualTo(530);
    }

    @Test
    void aTokenOfAnotherAccountIsRefused() throws Exception {
        scheduler.answer("POST /auth/validate", 200, VALID);

        assertThat(connect().login("other", "task-token")).isFalse();
    }

    @Test
    void withoutASchedulerNobodyComesInAndNothingIsSent() throws Exception {
        scheduler.close();

        FTPClient client = connect();

        assertThatThrownBy(() -> client.login("maker", "task-token")).isInstanceOf(IOException.class);
        assertThat(client.getReplyCode()).isEqualTo(421);
        assertThat(get(LINK + "/my.img.zst").statusCode()).isEqualTo(503);
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void imagesTheSchedulerListsAreDeletedAndConfirmed() throws Exception {
        Path image = Files.createDirectories(directory.resolve(DIR.substring(1)));
        Files.write(image.resolve("a.img.zst"), bytes(1000));
        scheduler.answer("POST /warehouses/main/removals", 204, "");

        scheduler.answer("GET /warehouses/main/removals", 200, "{'paths':['" + DIR + "']}");

        Awaitility.await().untilAsserted(() -> assertThat(scheduler.calls("/warehouses/main/removals"))
                .anySatisfy(call -> {
                    assertThat(call.method()).isEqualTo("POST");
                    assertThat(call.body()).contains(DIR);
                }));
        assertThat(image).doesNotExist();
    }

    @Test
    void howMuchRoomThereIsIsToldAgainAndAgain() throws Exception {
        scheduler.answer("POST /warehouses/main/room", 204, "");
        Awaitility.await().untilAsserted(() -> assertThat(scheduler.calls("/warehouses/main/room"))
                .isNotEmpty());
        Path image = Files.createDirectories(directory.resolve(DIR.substring(1)));
        Files.write(image.resolve("a.img.zst"), bytes(1000));
        Files.write(image.resolve("a.bmap"), bytes(17));
        Awaitility.await().untilAsserted(() -> assertThat(scheduler.calls("/warehouses/main/room"))
                .anySatisfy(call -> assertThat(call.body())
                        .contains("\"images\":1017", "\"agent\":\"cardpress-warehouse/")
                        .doesNotContain("certificateUntil")));
    }

    @Test
    void closingEndsAnUploadThatHangs() throws Exception {
        scheduler.answer("POST /auth/validate", 200, VALID);
        FTPClient client = uploader();
        client.storeFileStream(IMAGE).write(bytes(100_000));

        long before = System.nanoTime();
        warehouse.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        warehouse = Warehouse.start(config());
    }

    @Test
    void aPortInUseIsRefusedAndNothingIsLeftOpen() throws Exception {
        WarehouseConfig usual = config();
        FtpConfig taken = new FtpConfig(
                "127.0.0.1", warehouse.httpPort(), "0", null, 8, 8, Duration.ofSeconds(60), Duration.ZERO, null, true);
        Path other = directory.resolve("other");
        WarehouseConfig config = new WarehouseConfig(
                other,
                "main",
                usual.scheduler(),
                "store",
                "password",
                0,
                usual.leftoversAge(),
                usual.sweepEvery(),
                usual.removalsEvery(),
                taken,
                usual.http());

        assertThatThrownBy(() -> Warehouse.start(config))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("FTP on 127.0.0.1:" + warehouse.httpPort());

        new FtpBench(other).close();
    }
}

package org.cardpress.warehouse.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardpress.warehouse.ftp.FtpBench.IMAGE;
import static org.cardpress.warehouse.ftp.FtpBench.bytes;
import static org.cardpress.warehouse.ftp.FtpBench.publish;
import static org.cardpress.warehouse.ftp.FtpBench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.util.TrustManagerUtils;
import org.cardpress.warehouse.store.SpaceProbe;
import org.cardpress.warehouse.tls.Pem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a certificate, tokens and images travel encrypted or not at all. */
class TlsTest {
    @TempDir
    private static Path keys;

    @TempDir
    private Path directory;

    private FtpBench bench;

    @BeforeAll
    static void makeCertificate() throws Exception {
        SelfSigned.make(keys);
    }

    @BeforeEach
    void start() throws IOException {
        bench = new FtpBench(directory, FtpBench.quick().withTls(SelfSigned.pem(keys), true), SpaceProbe.DISK, 0);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private FTPSClient connect() throws IOException {
        FTPSClient client = new FTPSClient("TLS", false);
        client.setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
        client.setDefaultTimeout(20_000);
        client.connect("127.0.0.1", bench.port());
        client.setDataTimeout(Duration.ofSeconds(20));
        return client;
    }

    @Test
    void anImageTravelsEncrypted() throws Exception {
        byte[] image = bytes(3_000_000);
        FTPSClient client = connect();
        client.execPBSZ(0);
        client.execPROT("P");
        assertThat(client.login("maker", "up-token")).isTrue();
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE);

        assertThat(store(client, IMAGE, image)).isTrue();
        assertThat(publish(client, IMAGE, image)).isEqualTo(250);

        assertThat(client.listNames(FtpBench.DIR)).hasSize(1);
        FTPSClient reader = connect();
        reader.execPBSZ(0);
        reader.execPROT("P");
        reader.login("shop", "down-token");
        reader.enterLocalPassiveMode();
        reader.setFileType(FTP.BINARY_FILE_TYPE);
        assertThat(FtpBench.fetch(reader, IMAGE)).isEqualTo(image);
    }

    @Test
    void noTokenIsTakenOnAnOpenLine() throws Exception {
        FTPClient client = bench.connect();

        assertThat(client.user("maker")).isEqualTo(530);
        assertThat(client.getReplyString()).contains("AUTH TLS first");
        assertThat(client.pass("up-token")).isEqualTo(530);
        assertThat(bench.rights.asked()).isZero();
    }

    @Test
    void noImageTravelsInTheOpen() throws Exception {
        FTPSClient client = connect();
        client.login("maker", "up-token");
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE);

        assertThat(client.storeFileStream(IMAGE)).isNull();

        assertThat(client.getReplyString()).startsWith("521").contains("PROT P");
    }

    @Test
    void openLinesCanBeAllowed() throws Exception {
        bench.close();
        bench = new FtpBench(directory, FtpBench.quick().withTls(SelfSigned.pem(keys), false), SpaceProbe.DISK, 0);

        assertThat(store(bench.uploader(), IMAGE, bytes(10))).isTrue();
    }

    @Test
    void aKeyOfAnotherKindIsRefusedWithTheWayOut() throws Exception {
        Path bad = Files.writeString(directory.resolve("bad.pem"), "-----BEGIN RSA PRIVATE KEY-----\n");

        assertThatThrownBy(() -> new Pem(SelfSigned.pem(keys).certificates(), bad).keys())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("openssl pkcs8 -topk8");
        assertThatThrownBy(() -> new Pem(bad, bad).keys()).isInstanceOf(IOException.class);
    }
}

package org.cardpress.downloader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.WarehouseFtp;
import org.cardpress.protocol.worker.Grant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code ftpes} nothing is sent to a warehouse that cannot prove its name. */
class TlsTest {
    @TempDir
    Path files;

    @TempDir
    Path keys;

    private SampleImage image;

    @BeforeEach
    void publish() throws IOException {
        image = new SampleImage();
        image.publish(files);
    }

    private Path keyStore(String name) throws Exception {
        Path store = keys.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "warehouse",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "secret",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(keys.resolve("keytool.out").toFile())
                .start();
        assertThat(keytool.waitFor())
                .as(Files.readString(keys.resolve("keytool.out")))
                .isZero();
        return store;
    }

    private static SSLContext trusting(Path store) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keyStore.load(in, "secret".toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("warehouse", keyStore.getCertificate("warehouse"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private byte[] retrieved(FtpWarehouse warehouse, SSLContext tls) throws IOException {
        Grant grant = FtpWarehouse.grant("ftpes", warehouse.port());
        try (WarehouseFtp ftp = WarehouseFtp.open(grant, tls, new CancelSignal())) {
            InputStream data = ftp.retrieve(image.ref.bmapPath(), 0);
            byte[] all = data.readAllBytes();
            ftp.complete();
            return all;
        }
    }

    @Test
    void aTrustedWarehouseIsReadThroughTls() throws Exception {
        Path store = keyStore("localhost");
        try (FtpWarehouse warehouse = new FtpWarehouse(files, 0, 0, store)) {
            assertThat(retrieved(warehouse, trusting(store))).isEqualTo(image.bmap);
        }
    }

    @Test
    void aWarehouseWithAnUnknownCertificateIsRefused() throws Exception {
        try (FtpWarehouse warehouse = new FtpWarehouse(files, 0, 0, keyStore("localhost"))) {
            assertThatThrownBy(() -> retrieved(warehouse, SSLContext.getDefault()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        Path store = keyStore("elsewhere.example");
        try (FtpWarehouse warehouse = new FtpWarehouse(files, 0, 0, store)) {
            assertThatThrownBy(() -> retrieved(warehouse, trusting(store))).isInstanceOf(IOException.class);
        }
    }
}

package org.cardpress.warehouse.ftp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.cardpress.warehouse.tls.Pem;

/** A certificate of our own, made with openssl. */
public final class SelfSigned {
    private SelfSigned() {}

    public static void make(Path directory) throws IOException, InterruptedException {
        Process openssl = new ProcessBuilder(
                        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout key.pem -out cert.pem -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1"
                                .split(" "))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!openssl.waitFor(30, TimeUnit.SECONDS) || openssl.exitValue() != 0) {
            throw new IOException("openssl: " + said);
        }
    }

    public static Pem pem(Path directory) {
        return new Pem(directory.resolve("cert.pem"), directory.resolve("key.pem"));
    }
}

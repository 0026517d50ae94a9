package org.cardpress.downloader;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.cardpress.protocol.auth.Credentials;

/** A downloader in a process of its own. */
final class DownloaderProcess {
    private DownloaderProcess() {}

    static Process start(URI scheduler, Path shelf) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DownloaderProcess.class.getName(),
                        scheduler.toString(),
                        shelf.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        Downloader downloader = Downloader.start(new DownloaderConfig(
                URI.create(arguments[0]),
                () -> new Credentials("worker", "correct horse"),
                "bench-1",
                Path.of(arguments[1]),
                1,
                Duration.ofSeconds(1),
                SSLContext.getDefault()));
        Runtime.getRuntime().addShutdownHook(new Thread(downloader::close));
    }
}

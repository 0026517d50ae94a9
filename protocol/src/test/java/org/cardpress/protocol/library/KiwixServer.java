package org.cardpress.protocol.library;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;

/** Debian's {@code kiwix-serve} on this machine, over books that {@code zimwriterfs} made. */
final class KiwixServer implements AutoCloseable {
    final URI uri;
    private final Process process;

    private KiwixServer(URI uri, Process process) {
        this.uri = uri;
        this.process = process;
    }

    static KiwixServer start(Path library) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        URI uri = URI.create("http://127.0.0.1:" + port);
        Process process = new ProcessBuilder(
                        "kiwix-serve", "--library", "-i", "127.0.0.1", "-p", "" + port, library.toString())
                .redirectErrorStream(true)
                .redirectOutput(library.resolveSibling("kiwix-serve.log").toFile())
                .start();
        Awaitility.await("kiwix-serve answers")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> ((HttpURLConnection) uri.resolve("/catalog/v2/root.xml")
                                        .toURL()
                                        .openConnection())
                                .getResponseCode()
                        == 200);
        return new KiwixServer(uri, process);
    }

    /** Makes a book and adds it to the library. */
    static Path book(Path library, String name, String language, String title, String tags, String url)
            throws IOException {
        Path directory = Files.createDirectories(library.resolveSibling("site-" + name));
        Files.writeString(
                directory.resolve("index.html"),
                "<html><head><title>" + title + "</title></head><body>" + title + "</body></html>");
        ImageIO.write(
                new BufferedImage(48, 48, BufferedImage.TYPE_INT_RGB),
                "png",
                directory.resolve("illustration.png").toFile());
        Path zim = library.resolveSibling(name + ".zim");
        Map<String, String> metadata = Map.of(
                "language", language,
                "title", title,
                "description", "About " + title,
                "creator", "Somebody",
                "publisher", "Press",
                "name", name,
                "tags", tags);
        run(ZimWriterFs.command(metadata, directory, zim).toArray(String[]::new));
        List<String> add = url.isEmpty()
                ? List.of("kiwix-manage", library.toString(), "add", zim.toString())
                : List.of("kiwix-manage", library.toString(), "add", zim.toString(), "--url=" + url);
        run(add.toArray(String[]::new));
        return zim;
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}

package org.cardpress.creator.oci;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardpress.creator.Workbench;
import org.jspecify.annotations.Nullable;

/** Debian's {@code docker-registry} on a free port of this machine, filled with images that umoci makes and skopeo pushes. */
final class DebianRegistry implements AutoCloseable {
    static final String USER = "reader";
    static final String PASSWORD = "secret-of-the-registry";

    private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");

    final String host;
    private final Process process;
    private final Path directory;
    private final boolean guarded;
    private final List<String> log;

    private DebianRegistry(Path directory, boolean guarded, Process process, List<String> log, String host) {
        this.directory = directory;
        this.guarded = guarded;
        this.process = process;
        this.log = log;
        this.host = host;
    }

    static DebianRegistry start(Path directory) throws IOException {
        return start(directory, null);
    }

    /** @param htpasswd line of a user who alone may come in; null to let everybody in */
    static DebianRegistry start(Path directory, @Nullable String htpasswd) throws IOException {
        Files.createDirectories(directory);
        String auth = htpasswd == null ? "" : "auth: {htpasswd: {realm: cards, path: " + directory + "/users}}\n";
        Files.writeString(directory.resolve("users"), htpasswd == null ? "" : htpasswd + "\n");
        Path settings = Files.writeString(
                directory.resolve("registry.yml"),
                "version: 0.1\nlog: {level: info}\nstorage: {filesystem: {rootdirectory: " + directory + "/blobs}}\n"
                        + auth + "http: {addr: '127.0.0.1:0'}\n");
        Process process = new ProcessBuilder("docker-registry", "serve", settings.toString())
                .redirectErrorStream(true)
                .start();
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<String> listening = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, log, listening), "docker-registry");
        reader.setDaemon(true);
        reader.start();
        try {
            String host = listening.get(30, TimeUnit.SECONDS);
            return new DebianRegistry(directory, htpasswd != null, process, log, host);
        } catch (Exception e) {
            process.destroyForcibly();
            throw new IOException("docker-registry did not start: " + log, e);
        }
    }

    private static void read(Process process, List<String> log, CompletableFuture<String> listening) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                Matcher found = LISTENING.matcher(line);
                if (found.find()) {
                    listening.complete(found.group(1));
                }
            }
        } catch (IOException e) {
            listening.completeExceptionally(e);
        }
    }

    /** Requests for layers and configs so far. */
    long blobRequests() {
        synchronized (log) {
            return log.stream()
                    .filter(line -> line.contains("GET /v2/") && line.contains("/blobs/"))
                    .count();
        }
    }

    /** Makes an image with one file and pushes it. */
    void push(String name, String architecture, Path file) throws IOException {
        Path layout = directory.resolve("layout-" + architecture + "-" + name.replaceAll("[^a-z0-9]", "-"));
        String image = layout + ":it";
        Workbench.run("umoci", "init", "--layout", layout);
        Workbench.run("umoci", "new", "--image", image);
        Workbench.run("umoci", "insert", "--rootless", "--image", image, file, "/srv/" + file.getFileName());
        Workbench.run("umoci", "config", "--image", image, "--os", "linux", "--architecture", architecture);
        List<Object> copy = new ArrayList<>(List.of("skopeo", "copy", "-q", "--dest-tls-verify=false"));
        if (guarded) {
            copy.add("--dest-creds=" + USER + ":" + PASSWORD);
        }
        copy.addAll(List.of("oci:" + image, "docker://" + host + "/" + name));
        Workbench.run(copy.toArray());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}

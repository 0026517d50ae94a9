package org.cardpress.standalone.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A PC without network, screen and keyboard that starts from a card: what its serial line says, what is typed there, and its port 80
 * on a port of the loopback. An emulator without acceleration, for test machines are virtual themselves. What it writes is forgotten
 * with it: the card stays as it is.
 */
final class VirtualDevice implements AutoCloseable {
    private static final Pattern FORWARD = Pattern.compile("HOST_FORWARD\\D+\\d+\\s+127\\.0\\.0\\.1\\s+(\\d+)");
    private static final int MOST_SAID = 1 << 20;

    private final Process process;
    // One thread listens, another reads.
    @SuppressWarnings("JdkObsolete")
    private final StringBuffer said = new StringBuffer();

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI address;

    /** Switches it on. */
    VirtualDevice(Path card, Path directory) throws IOException {
        // A relative name: the name of a socket must be short.
        process = new ProcessBuilder(
                        "qemu-system-x86_64",
                        "-accel",
                        "tcg,thread=multi",
                        "-cpu",
                        "max",
                        "-smp",
                        "2",
                        "-m",
                        "768",
                        "-drive",
                        "file=" + card + ",format=raw,if=virtio,cache=unsafe,snapshot=on",
                        "-nic",
                        "user,model=virtio-net-pci,restrict=on,hostfwd=tcp:127.0.0.1:0-:80",
                        "-display",
                        "none",
                        "-serial",
                        "stdio",
                        "-monitor",
                        "unix:monitor,server=on,wait=off",
                        "-no-reboot")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        Thread listener = new Thread(this::listen, "serial-line");
        listener.setDaemon(true);
        listener.start();
        address = URI.create("http://127.0.0.1:" + port(directory.resolve("monitor")));
    }

    private void listen() {
        byte[] bytes = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            for (int count = in.read(bytes); count >= 0 && said.length() < MOST_SAID; count = in.read(bytes)) {
                said.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            said.append("\n[the serial line broke: ").append(e.getMessage()).append(']');
        }
    }

    /** The emulator chose a free port; its monitor tells which. */
    private int port(Path socket) throws IOException {
        Awaitility.await("the emulator's monitor")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(socket) || !process.isAlive());
        StringBuilder answer = new StringBuilder();
        try (SocketChannel monitor = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            monitor.connect(UnixDomainSocketAddress.of(socket));
            monitor.write(ByteBuffer.wrap("info usernet\n".getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer buffer = ByteBuffer.allocate(4096);
            while (monitor.read(buffer.clear()) >= 0) {
                answer.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
                Matcher found = FORWARD.matcher(answer);
                if (found.find() && answer.indexOf("\n", found.end()) >= 0) {
                    return Integer.parseInt(found.group(1));
                }
            }
        } catch (IOException e) {
            close();
            throw new IOException("no port from the emulator, which said: " + said, e);
        }
        throw new IOException("no port in " + answer + ", the emulator said: " + said);
    }

    /** Everything the serial line has said. */
    String said() {
        return said.toString();
    }

    /** Waits until the line says the text after the given place, and gives the place behind it. */
    int await(String text, int from, Duration longest) {
        try {
            Awaitility.await(text).atMost(longest).until(() -> said.indexOf(text, from) >= 0 || !process.isAlive());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "no '" + text + "' within " + longest + " on the serial line, which said: " + said, e);
        }
        int at = said.indexOf(text, from);
        if (at < 0) {
            throw new AssertionError("the device went off; it said: " + said);
        }
        return at + text.length();
    }

    /** Types a line. */
    void type(String line) throws IOException {
        OutputStream out = process.getOutputStream();
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Runs a command in the shell of who is logged in, and gives what it says. */
    String shell(String command, Duration longest) throws IOException {
        int from = said.length();
        // What is typed may show; the sum does not stand in it.
        type("{ " + command + "; } 2>&1; echo done-$((40+2))");
        int end = await("done-42", from, longest);
        return said.substring(from, end - "done-42".length()).replace("\r", "").strip();
    }

    /** Fetches a page. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Cuts the power. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

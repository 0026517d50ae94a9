package org.cardpress.downloader;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bad line to an FTP server: passes the control channel on with the answers to EPSV (RFC 2428) leading to ports of its own, and
 * cuts each data connection after as many bytes as it was told. Can be gone altogether.
 */
final class CuttingRelay implements AutoCloseable {
    private static final Pattern PASSIVE = Pattern.compile("229 .*\\(\\|\\|\\|(\\d+)\\|\\).*");

    private final int ftpPort;
    private final Queue<Long> limits = new ConcurrentLinkedQueue<>();
    private final Queue<Closeable> open = new ConcurrentLinkedQueue<>();
    private final AtomicLong carried = new AtomicLong();
    private final int port;
    private volatile boolean leavesAfterCut;

    /** @param cutAfter bytes for each data connection in turn */
    CuttingRelay(int ftpPort, long... cutAfter) throws IOException {
        this.ftpPort = ftpPort;
        for (long limit : cutAfter) {
            limits.add(limit);
        }
        this.port = listen(0);
    }

    int port() {
        return port;
    }

    /** Bytes that came through data connections. */
    long carried() {
        return carried.get();
    }

    /** With the next cut nobody answers any more. */
    void leaveAfterCut() {
        leavesAfterCut = true;
    }

    void comeBack() throws IOException {
        leavesAfterCut = false;
        listen(port);
    }

    @Override
    public void close() throws IOException {
        for (Closeable each = open.poll(); each != null; each = open.poll()) {
            each.close();
        }
    }

    private int listen(int wanted) throws IOException {
        ServerSocket listener = new ServerSocket(wanted, 16, InetAddress.getLoopbackAddress());
        open.add(listener);
        run(() -> {
            while (true) {
                Socket client = keep(listener.accept());
                Socket server = keep(new Socket(InetAddress.getLoopbackAddress(), ftpPort));
                run(() -> client.getInputStream().transferTo(server.getOutputStream()));
                run(() -> answers(server, client));
            }
        });
        return listener.getLocalPort();
    }

    private void answers(Socket server, Socket client) throws IOException {
        try (client;
                server;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = client.getOutputStream();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher passive = PASSIVE.matcher(line);
                String told = passive.matches()
                        ? "229 Entering Passive Mode (|||" + data(Integer.parseInt(passive.group(1))) + "|)"
                        : line;
                out.write((told + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private int data(int serverPort) throws IOException {
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        run(() -> {
            try (listener;
                    Socket client = keep(listener.accept());
                    Socket server = keep(new Socket(InetAddress.getLoopbackAddress(), serverPort))) {
                carry(server.getInputStream(), client);
            }
        });
        return listener.getLocalPort();
    }

    private void carry(InputStream in, Socket client) throws IOException {
        Long limit = limits.poll();
        long left = limit == null ? 0 : limit;
        byte[] buffer = new byte[64 << 10];
        while (left > 0) {
            int came = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (came < 0) {
                return;
            }
            client.getOutputStream().write(buffer, 0, came);
            carried.addAndGet(came);
            left -= came;
        }
        if (leavesAfterCut) {
            close();
        }
    }

    private Socket keep(Socket socket) {
        open.add(socket);
        return socket;
    }

    private interface Job {
        void run() throws IOException;
    }

    private static void run(Job job) {
        Thread thread = new Thread(
                () -> {
                    try {
                        job.run();
                    } catch (IOException e) {
                        // A line that broke, which is what it is for.
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }
}

package org.cardpress.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A line to a server that breaks after so many bytes on their way there: once, or for good. */
final class CutLine implements AutoCloseable {
    private final ServerSocket entry;
    private final int server;
    private final long cutAfter;
    private final boolean forGood;
    final AtomicLong sent = new AtomicLong();
    final AtomicInteger cuts = new AtomicInteger();

    CutLine(URI server, long cutAfter, boolean forGood) throws IOException {
        this.server = server.getPort();
        this.cutAfter = cutAfter;
        this.forGood = forGood;
        entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + entry.getLocalPort();
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                Socket client = entry.accept();
                if (forGood && cuts.get() > 0) {
                    client.close();
                    continue;
                }
                Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
                start(() -> forward(client, there, true));
                start(() -> forward(there, client, false));
            } catch (IOException e) {
                // Closed, or a client that left at once: the next one is waited for.
            }
        }
    }

    private void forward(Socket from, Socket to, boolean counted) {
        byte[] buffer = new byte[8192];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (counted && sent.addAndGet(count) > cutAfter && cuts.compareAndSet(0, 1)) {
                    return;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // The other direction has ended it.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cut-line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entry.close();
    }
}

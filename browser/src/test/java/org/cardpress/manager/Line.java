package org.cardpress.manager;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The line between a browser and a server on loopback: every byte goes over it, and it breaks in earnest after as many as a test likes,
 * either by a cut that both sides notice or without a word. Safe for many threads.
 */
final class Line implements AutoCloseable {
    private enum State {
        WHOLE,
        CUT,
        SILENT
    }

    private final int port;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private State state = State.WHOLE;
    private State next = State.WHOLE;
    private long carried;
    private long bearing = Long.MAX_VALUE;

    /** @param port where the server listens */
    Line(int port) throws IOException {
        this.port = port;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        begin("door", this::admit);
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** After so many more bytes of the browser every connection is reset; so is each new one. */
    synchronized void isCutAfter(long bytes) {
        next = State.CUT;
        bearing = bytes;
    }

    /** After so many more bytes of the browser nothing goes over it any more in either direction, and nobody is told. */
    synchronized void fallsSilentAfter(long bytes) {
        next = State.SILENT;
        bearing = bytes;
    }

    /** New connections go over it again. */
    synchronized void mend() {
        state = State.WHOLE;
        bearing = Long.MAX_VALUE;
    }

    synchronized boolean isBroken() {
        return state != State.WHOLE;
    }

    /** Bytes of the browser that went over it. */
    synchronized long carried() {
        return carried;
    }

    private void admit() throws IOException {
        while (true) {
            Socket near = door.accept();
            open.add(near);
            if (!isBroken()) {
                Socket far = new Socket(door.getInetAddress(), port);
                open.add(far);
                begin("up", () -> pump(near, far, true));
                begin("down", () -> pump(far, near, false));
            } else if (isCut()) {
                reset(near);
            }
        }
    }

    private void pump(Socket from, Socket to, boolean counted) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            int passes = counted ? carry(read) : isBroken() ? 0 : read;
            out.write(buffer, 0, passes);
            if (passes < read) {
                breaks();
                return;
            }
        }
        reset(from);
        reset(to);
    }

    /** How many of these bytes still go over it. */
    private synchronized int carry(int bytes) {
        if (state != State.WHOLE) {
            return 0;
        }
        int passes = (int) Math.min(bytes, bearing);
        carried += passes;
        bearing -= passes;
        if (passes < bytes) {
            state = next;
        }
        return passes;
    }

    private synchronized boolean isCut() {
        return state == State.CUT;
    }

    private void breaks() {
        if (isCut()) {
            open.forEach(this::reset);
        }
    }

    /** Without a farewell: whoever reads or writes fails at once. */
    private void reset(Socket socket) {
        if (!open.remove(socket)) {
            return;
        }
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void begin(String name, Run run) {
        Thread thread = new Thread(
                () -> {
                    try {
                        run.run();
                    } catch (IOException broken) {
                        // The other side, or the line itself, has closed it.
                        return;
                    }
                },
                "line-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(this::reset);
    }

    private interface Run {
        void run() throws IOException;
    }
}

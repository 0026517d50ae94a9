package org.cardpress.standalone.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Where the worker processes wait at each step of their tasks. Each stop is handled in a thread of its own. */
final class Gate implements AutoCloseable {

    static final String BEGUN = "begun";
    static final String SUCCEEDED = "ended SUCCEEDED";

    private final ServerSocket server;
    private final Consumer<Stop> handler;

    Gate(Consumer<Stop> handler) throws IOException {
        this.handler = handler;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "gate");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> handle(socket), "stop");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    private void handle(Socket socket) {
        try (socket) {
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (line != null) {
                String[] parts = line.split("\t", 4);
                handler.accept(new Stop(parts[0], Long.parseLong(parts[1]), parts[2], parts[3], socket));
            }
        } catch (IOException e) {
            // The process was killed while it waited.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /**
     * A process that waits.
     *
     * @param word what the task came to: {@link #BEGUN}, a status, a line of its log, or {@code ended} and the outcome
     */
    record Stop(String program, long pid, String task, String word, Socket socket) {

        String order() {
            return task.substring(0, task.indexOf('.'));
        }

        /** Lets it go on; also happens when the handler returns. */
        void pass() throws IOException {
            socket.close();
        }
    }
}

package org.cardpress.creator.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A real HTTP server on this machine that knows ranges and ETags, counts what it sends, and misbehaves on demand. */
public final class FakeMirror implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final int SLICE = 16 << 10;

    /** Bytes of bodies that left this server. */
    public final AtomicLong sent = new AtomicLong();
    /** Method, path and range of each request. */
    public final Queue<String> requests = new ConcurrentLinkedQueue<>();
    /** Most transfers at a time. */
    public final AtomicInteger most = new AtomicInteger();

    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private final Map<String, String> links = new ConcurrentHashMap<>();
    private final AtomicInteger now = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile long diesAfter = Long.MAX_VALUE;
    private volatile long stallsAfter = Long.MAX_VALUE;
    private volatile boolean ranges = true;

    public FakeMirror() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public URI put(String path, byte[] content) {
        contents.put(path, content);
        return url(path);
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Names another document in the {@code Link} header of a file. */
    FakeMirror link(String path, String link) {
        links.put(path, link);
        return this;
    }

    /** Breaks each connection off once it has sent so many bytes in all, and answers none after. */
    FakeMirror diesAfter(long bytes) {
        diesAfter = bytes;
        return this;
    }

    /** Keeps each connection open and silent once it has sent so many bytes in all. */
    public FakeMirror stallsAfter(long bytes) {
        stallsAfter = bytes;
        return this;
    }

    /** Behaves from now on. */
    public void recover() {
        diesAfter = Long.MAX_VALUE;
        stallsAfter = Long.MAX_VALUE;
    }

    FakeMirror withoutRanges() {
        ranges = false;
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        @Nullable String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(exchange.getRequestMethod() + " " + path + (range == null ? "" : " " + range));
        byte[] all = contents.get(path);
        try (exchange) {
            if (all == null || sent.get() >= diesAfter) {
                exchange.sendResponseHeaders(all == null ? 404 : 503, -1);
                return;
            }
            exchange.getResponseHeaders().add("ETag", "\"" + Digests.sha256(all).substring(0, 16) + "\"");
            if (links.containsKey(path)) {
                exchange.getResponseHeaders().add("Link", links.get(path));
            }
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().add("Content-Length", Integer.toString(all.length));
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            Matcher asked = RANGE.matcher(range == null || !ranges ? "" : range);
            int from = 0;
            int to = all.length;
            if (asked.matches()) {
                from = Integer.parseInt(asked.group(1));
                to = asked.group(2).isEmpty() ? to : Math.min(to, Integer.parseInt(asked.group(2)) + 1);
                exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + all.length);
            }
            exchange.sendResponseHeaders(asked.matches() ? 206 : 200, to - from);
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            send(exchange.getResponseBody(), all, from, to);
        } finally {
            now.updateAndGet(count -> Math.max(0, count - 1));
        }
    }

    private void send(OutputStream out, byte[] all, int from, int to) throws IOException {
        for (int at = from; at < to; at += SLICE) {
            if (sent.get() >= stallsAfter) {
                out.flush();
                await();
            }
            if (sent.get() >= diesAfter) {
                throw new IOException("this mirror dies");
            }
            int count = Math.min(SLICE, to - at);
            out.write(all, at, count);
            sent.addAndGet(count);
        }
    }

    private void await() throws IOException {
        try {
            if (closing.await(5, TimeUnit.MINUTES)) {
                throw new IOException("the test is over");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

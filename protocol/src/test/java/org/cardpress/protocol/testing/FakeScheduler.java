package org.cardpress.protocol.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.RefreshRequest;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.protocol.worker.LogChunk;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler on loopback that speaks the worker protocol over real HTTP and keeps leases as the real one does, see {@link
 * FakeLeases}; tokens see {@link FakeTokens}. It can be slow, go away and come back on the same port with all it knew.
 */
public final class FakeScheduler implements AutoCloseable {
    private final ObjectMapper json = ObjectMapper.getDefault();
    private final FakeLeases leases = new FakeLeases();
    private final FakeTokens tokens = new FakeTokens();
    private final List<ClaimRequest> claims = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int port;
    private volatile Duration pollTime = Duration.ofSeconds(2);
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean deafAfterFinish;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    public FakeScheduler() throws IOException {
        port = listen(0);
    }

    /** A scheduler that listens on a loopback port. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The account that may log in. */
    public Credentials credentials() {
        return FakeTokens.ACCOUNT;
    }

    public FakeLeases leases() {
        return leases;
    }

    public FakeTokens tokens() {
        return tokens;
    }

    /** What workers have asked for. */
    public List<ClaimRequest> claims() {
        synchronized (claims) {
            return List.copyOf(claims);
        }
    }

    /** How long a claim is held when there is nothing to do. */
    public void pollTime(Duration time) {
        pollTime = time;
    }

    /** Answers each call later by this. */
    public void delay(Duration time) {
        delay = time;
    }

    /** Calls that wait for their delay to end. */
    public int waiting() {
        return waiting.get();
    }

    /** Has the next finish take effect and its answer get lost. */
    public void loseNextFinishAnswer() {
        deafAfterFinish = true;
    }

    /** Goes away: the port is closed, calls on their way break. */
    public synchronized void stop() {
        HttpServer running = server;
        ExecutorService pool = threads;
        if (running != null && pool != null) {
            running.stop(0);
            pool.shutdownNow();
            server = null;
        }
    }

    /** Comes back on the same port. */
    public synchronized void restart() throws IOException {
        stop();
        listen(port);
    }

    @Override
    public void close() {
        stop();
    }

    private synchronized int listen(int wanted) throws IOException {
        HttpServer created = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 64);
        ExecutorService pool = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fake-scheduler");
            thread.setDaemon(true);
            return thread;
        });
        created.setExecutor(pool);
        created.createContext("/", this::serve);
        created.start();
        server = created;
        threads = pool;
        return created.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            try {
                waiting.incrementAndGet();
                try {
                    linger(delay);
                } finally {
                    waiting.decrementAndGet();
                }
                Object answer = answer(exchange, body);
                if (exchange.getRequestURI().getPath().endsWith("/finish") && deafAfterFinish) {
                    deafAfterFinish = false;
                    return;
                }
                send(exchange, answer == null ? 204 : 200, answer);
            } catch (ProblemException e) {
                send(
                        exchange,
                        e.code().httpStatus(),
                        new Problem(e.code().wire(), String.valueOf(e.getMessage()), e.details(), "test"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private @Nullable Object answer(HttpExchange exchange, byte[] body) throws InterruptedException {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
        if (path[0].equals("health")) {
            return "{}";
        }
        if (path[0].equals("auth")) {
            return path[1].equals("authorize")
                    ? tokens.login(read(body, Credentials.class))
                    : tokens.refresh(read(body, RefreshRequest.class).refreshToken());
        }
        tokens.check(exchange.getRequestHeaders().getFirst("Authorization"));
        if (path[0].equals("tasks") && path[1].equals("claim")) {
            return claim(read(body, ClaimRequest.class));
        }
        if (path[0].equals("tasks") && path.length == 3) {
            return call(path[1], path[2], body);
        }
        throw new ProblemException(ErrorCode.NOT_FOUND, exchange.getRequestURI() + " is not served here");
    }

    private @Nullable Object call(String taskId, String verb, byte[] body) {
        return switch (verb) {
            case "heartbeat" ->
                new Heartbeat.Answer(
                        leases.heartbeat(taskId, read(body, Heartbeat.class)),
                        Instant.now().plusSeconds(90));
            case "log" -> new LogChunk.Answer(leases.log(taskId, read(body, LogChunk.class)));
            case "finish" -> {
                leases.finish(taskId, read(body, Finish.class));
                yield "{}";
            }
            default -> throw new ProblemException(ErrorCode.NOT_FOUND, verb + " is not served here");
        };
    }

    private @Nullable Claim claim(ClaimRequest request) throws InterruptedException {
        synchronized (claims) {
            claims.add(request);
        }
        long end = System.nanoTime() + pollTime.toNanos();
        Supplier<@Nullable Claim> next = () -> leases.claim(request.kinds());
        Claim claim = next.get();
        while (claim == null && System.nanoTime() - end < 0) {
            linger(Duration.ofMillis(20));
            claim = next.get();
        }
        return claim;
    }

    private static void linger(Duration time) throws InterruptedException {
        if (!time.isZero()) {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }
    }

    private <T> T read(byte[] body, Class<T> type) {
        try {
            T value = json.readValue(body, type);
            if (value != null) {
                return value;
            }
            throw new ProblemException(ErrorCode.MALFORMED, "no body");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(HttpExchange exchange, int status, @Nullable Object answer) throws IOException {
        if (answer == null) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        byte[] body =
                answer instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : json.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}

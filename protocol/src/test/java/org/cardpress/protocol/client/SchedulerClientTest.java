package org.cardpress.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.net.BoundedBody;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.testing.FakeScheduler;
import org.cardpress.protocol.worker.ClaimRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens stay fresh without anybody's doing, and each way of failing is told apart. */
class SchedulerClientTest {
    private static final ClaimRequest ASK = new ClaimRequest("host", List.of(TaskKind.WRITE), List.of(), 0, "test/1");

    private FakeScheduler scheduler;
    private SchedulerClient client;

    @BeforeEach
    void start() throws IOException {
        scheduler = new FakeScheduler();
        scheduler.pollTime(Duration.ZERO);
        client = SchedulerClient.of(scheduler.uri(), scheduler::credentials);
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    @Test
    void manyThreadsLogInOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            calls.add(() -> client.claim(ASK));
        }
        for (var call : threads.invokeAll(calls)) {
            call.get();
        }
        threads.shutdown();

        assertThat(scheduler.tokens().logins()).isEqualTo(1);
    }

    @Test
    void aRefusedAccessTokenIsRenewedOnceWithTheRefreshToken() {
        client.claim(ASK);
        scheduler.tokens().endAccess();

        assertThat(client.claim(ASK)).isEmpty();

        assertThat(scheduler.tokens().refreshes()).isEqualTo(1);
        assertThat(scheduler.tokens().logins()).isEqualTo(1);
    }

    @Test
    void theAccessTokenIsRenewedBeforeItEnds() {
        scheduler.tokens().accessSeconds(0);

        client.claim(ASK);
        client.claim(ASK);

        assertThat(scheduler.tokens().refreshes()).isEqualTo(1);
    }

    @Test
    void whenTheRefreshTokenIsRefusedThePasswordIsUsed() {
        client.claim(ASK);
        scheduler.tokens().endAll();

        client.claim(ASK);

        assertThat(scheduler.tokens().logins()).isEqualTo(2);
    }

    @Test
    void aWrongPasswordIsNotTriedAgain() {
        SchedulerClient wrong = SchedulerClient.of(scheduler.uri(), () -> new Credentials("worker", "wrong"));

        assertThatThrownBy(() -> wrong.claim(ASK))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LOGIN_REFUSED));
        assertThat(scheduler.tokens().logins()).isEqualTo(1);
    }

    @Test
    void aSavedSessionGoesOnAndTellsEachNewPair() {
        TokenPair saved = SchedulerClient.login(scheduler.uri(), scheduler.credentials());
        List<TokenPair> kept = new ArrayList<>();
        SchedulerClient resumed = SchedulerClient.resume(scheduler.uri(), saved, kept::add);
        scheduler.tokens().endAccess();

        resumed.claim(ASK);

        assertThat(kept).hasSize(1);
        assertThat(scheduler.tokens().logins()).isEqualTo(1);
    }

    @Test
    void aSavedSessionThatHasEndedAsksForALogin() {
        TokenPair saved = SchedulerClient.login(scheduler.uri(), scheduler.credentials());
        SchedulerClient resumed = SchedulerClient.resume(scheduler.uri(), saved, pair -> {});
        scheduler.tokens().endAll();

        assertThatThrownBy(() -> resumed.claim(ASK)).hasMessageContaining("log in again");
    }

    @Test
    void aSchedulerThatIsAwayIsUnreachable() {
        scheduler.stop();

        assertThatThrownBy(() -> client.claim(ASK)).isInstanceOf(SchedulerUnreachable.class);
        assertThat(client.healthy()).isFalse();
    }

    @Test
    void threadsThatWaitForALoginShareItsFailure() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Answering proxy = new Answering(502, "<html>Bad gateway</html>", Duration.ofMillis(500))) {
            SchedulerClient behind = SchedulerClient.of(proxy.uri(), scheduler::credentials);
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(() -> behind.claim(ASK));
            }
            for (var call : threads.invokeAll(calls)) {
                assertThatThrownBy(call::get).hasCauseInstanceOf(SchedulerUnreachable.class);
            }
            assertThat(proxy.calls.get()).isLessThan(8);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aCallThatTakesTooLongIsGivenUp() {
        Http http = new Http(scheduler.uri());
        scheduler.delay(Duration.ofSeconds(20));

        assertThatThrownBy(() -> http.exchange("GET", "/health", null, null, Duration.ofMillis(200)))
                .isInstanceOf(SchedulerUnreachable.class)
                .hasMessageContaining(scheduler.uri().toString());
    }

    @Test
    void aRefusalKeepsItsCodeMessageAndDetails() throws IOException {
        try (Answering peer = new Answering(
                400,
                "{\"code\":\"malformed\",\"message\":\"quantity 0 (expected 1 to 200)\",\"details\":[{\"path\":\"quantity\",\"message\":\"0\"}]}")) {
            assertThatThrownBy(() -> new Http(peer.uri()).exchange("GET", "/orders", null, null, Duration.ofSeconds(5)))
                    .isInstanceOfSatisfying(ProblemException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED);
                        assertThat(e.details()).hasSize(1);
                    })
                    .hasMessage("quantity 0 (expected 1 to 200)");
        }
    }

    @Test
    void aProxyThatAnswersInsteadCountsAsUnreachable() throws IOException {
        try (Answering proxy = new Answering(502, "<html>Bad gateway</html>")) {
            assertThatThrownBy(
                            () -> new Http(proxy.uri()).exchange("GET", "/orders", null, null, Duration.ofSeconds(5)))
                    .isInstanceOf(SchedulerUnreachable.class)
                    .hasMessageContaining("502");
        }
    }

    @Test
    void somethingElseThanASchedulerIsSaidSo() throws IOException {
        try (Answering other = new Answering(200, "hello")) {
            assertThatThrownBy(() -> SchedulerClient.login(other.uri(), scheduler.credentials()))
                    .isInstanceOf(SchedulerUnreachable.class)
                    .hasMessageContaining("is it a Cardpress scheduler?");
        }
    }

    @Test
    void anAnswerBeyondTheLimitIsCutOff() {
        BoundedBody body = new BoundedBody(10);
        body.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {}
        });

        body.onNext(List.of(ByteBuffer.allocate(11)));

        assertThatThrownBy(() -> body.getBody().toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("more than 10 bytes");
    }

    @Test
    void aNameCannotLeaveItsPlaceInAPath() {
        assertThat(Query.path("orders", "a/../b c")).isEqualTo("/orders/a%2F..%2Fb%20c");
        for (String name : List.of("", ".", "..")) {
            assertThatThrownBy(() -> Query.path("orders", name))
                    .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                            .isEqualTo(ErrorCode.MALFORMED));
        }
    }

    /** Answers everything alike. */
    private static final class Answering implements AutoCloseable {
        private final HttpServer server;
        private final AtomicInteger calls = new AtomicInteger();

        Answering(int status, String body) throws IOException {
            this(status, body, Duration.ZERO);
        }

        Answering(int status, String body, Duration after) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
            server.createContext("/", exchange -> {
                try (exchange) {
                    calls.incrementAndGet();
                    exchange.getRequestBody().readAllBytes();
                    LockSupport.parkNanos(after.toNanos());
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            });
            server.start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}

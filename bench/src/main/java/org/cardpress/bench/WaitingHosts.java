package org.cardpress.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.catalog.HostChange;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.ClaimRequest;

/** Approved hosts that ask for work and get none: each has a claim waiting at the scheduler, and asks again when it comes back. */
final class WaitingHosts implements AutoCloseable {
    private final URI scheduler;
    private final Credentials account;
    private final SchedulerClient administrator;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicBoolean closed = new AtomicBoolean();

    WaitingHosts(URI scheduler, Credentials account, SchedulerClient administrator) {
        this.scheduler = scheduler;
        this.account = account;
        this.administrator = administrator;
    }

    void begin(int count, Countdown countdown) {
        SchedulerClient first = SchedulerClient.of(scheduler, () -> account);
        TokenPair tokens = SchedulerClient.login(scheduler, account);
        for (int i = 0; i < count; i++) {
            String name = "host-" + i;
            introduce(first, name);
            administrator.hosts().change(name, new HostChange(HostStatus.APPROVED));
            wait(name, tokens.accessToken());
            countdown.step();
        }
    }

    /** A host that is new is noted down and refused until a manager approves it. */
    private static void introduce(SchedulerClient host, String name) {
        try {
            host.claim(new ClaimRequest(
                    name, List.of(TaskKind.WRITE), List.of(new ClaimRequest.Slot("A", null)), 0, "bench/1"));
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.HOST_PENDING) {
                throw refusal;
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void wait(String name, String token) {
        if (closed.get()) {
            return;
        }
        String claim = "{\"host\":\"" + name
                + "\",\"kinds\":[\"download\"],\"slots\":[],\"diskFree\":0,\"agent\":\"bench/1\"}";
        HttpRequest request = HttpRequest.newBuilder(scheduler.resolve("/tasks/claim?wait=30"))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(claim))
                .build();
        http.sendAsync(request, BodyHandlers.discarding()).thenAccept(answer -> {
            if (answer.statusCode() == 204) {
                wait(name, token);
            } else if (!closed.get()) {
                throw new IllegalStateException("claim of " + name + " answered " + answer.statusCode());
            }
        });
    }

    @Override
    public void close() {
        closed.set(true);
    }
}

package org.cardpress.protocol.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Grant;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.protocol.worker.LogChunk;
import org.cardpress.protocol.worker.TaskSpec;
import org.jspecify.annotations.Nullable;

/**
 * Tasks and leases by the rules of the worker protocol: one live lease a task; a lease ends when it is not renewed in time, when it
 * is finished or taken away; a wrong token changes nothing; a repeated finish is fine; a given-back or expired task can be claimed
 * again; a log takes only what it does not have. Safe for many threads.
 */
public final class FakeLeases {
    private final Deque<Task> open = new ArrayDeque<>();
    private final Map<String, Task> tasks = new HashMap<>();
    private int leaseSeconds = 90;
    private int heartbeatSeconds = 30;

    private static final class Task {
        private final String id;
        private final TaskKind kind;
        private final TaskSpec spec;
        private final List<Grant> grants;
        private final List<Heartbeat> heartbeats = new ArrayList<>();
        private final List<Finish> finishes = new ArrayList<>();
        private final StringBuilder log = new StringBuilder();
        private Heartbeat.Order order = Heartbeat.Order.CONTINUE;
        private @Nullable String token;
        private @Nullable String finishedToken;
        private long expiresAt;
        private int attempt;

        private Task(String id, TaskKind kind, TaskSpec spec, List<Grant> grants) {
            this.id = id;
            this.kind = kind;
            this.spec = spec;
            this.grants = grants;
        }
    }

    /** How long leases live and how often workers are told to renew them. */
    public synchronized void times(int leaseFor, int heartbeatEvery) {
        leaseSeconds = leaseFor;
        heartbeatSeconds = heartbeatEvery;
    }

    /** Puts a task up for claiming. */
    public synchronized void offer(String taskId, TaskKind kind, TaskSpec spec, List<Grant> grants) {
        Task task = new Task(taskId, kind, spec, grants);
        tasks.put(taskId, task);
        open.add(task);
    }

    /** Answers heartbeats of the task with this from now on. */
    public synchronized void order(String taskId, Heartbeat.Order order) {
        task(taskId).order = order;
    }

    /** Ends the live lease, as an expiry would; nobody may claim the task again. */
    public synchronized void takeLease(String taskId) {
        task(taskId).token = null;
    }

    public synchronized List<Heartbeat> heartbeats(String taskId) {
        return List.copyOf(task(taskId).heartbeats);
    }

    /** The finishes that took effect. */
    public synchronized List<Finish> finishes(String taskId) {
        return List.copyOf(task(taskId).finishes);
    }

    public synchronized String log(String taskId) {
        return task(taskId).log.toString();
    }

    /** How often the task was claimed. */
    public synchronized int attempts(String taskId) {
        return task(taskId).attempt;
    }

    synchronized @Nullable Claim claim(List<TaskKind> kinds) {
        expire();
        for (Task task : open) {
            if (kinds.contains(task.kind)) {
                open.remove(task);
                task.attempt++;
                task.order = Heartbeat.Order.CONTINUE;
                String token = task.id + "-lease-" + task.attempt;
                task.token = token;
                renew(task);
                String orderId = task.id.substring(0, Math.max(1, task.id.indexOf('.')));
                return new Claim(
                        task.id,
                        orderId,
                        task.kind,
                        task.attempt,
                        task.spec,
                        task.grants,
                        token,
                        leaseSeconds,
                        heartbeatSeconds);
            }
        }
        return null;
    }

    synchronized Heartbeat.Order heartbeat(String taskId, Heartbeat heartbeat) {
        Task task = held(taskId, heartbeat.leaseToken());
        renew(task);
        task.heartbeats.add(heartbeat);
        return task.order;
    }

    synchronized long log(String taskId, LogChunk chunk) {
        Task task = held(taskId, chunk.leaseToken());
        int known = (int) Math.max(0, task.log.length() - chunk.offset());
        if (known < chunk.text().length()) {
            task.log.append(chunk.text(), known, chunk.text().length());
        }
        return task.log.length();
    }

    synchronized void finish(String taskId, Finish finish) {
        Task task = task(taskId);
        if (finish.leaseToken().equals(task.finishedToken)) {
            return;
        }
        held(taskId, finish.leaseToken());
        task.finishes.add(finish);
        task.finishedToken = finish.leaseToken();
        task.token = null;
        if (finish.outcome() == Finish.Outcome.GIVEN_BACK) {
            open.add(task);
        }
    }

    private void expire() {
        for (Task task : tasks.values()) {
            if (task.token != null && System.nanoTime() - task.expiresAt >= 0) {
                task.token = null;
                open.add(task);
            }
        }
    }

    private Task held(String taskId, String token) {
        expire();
        Task task = task(taskId);
        if (!token.equals(task.token)) {
            throw new ProblemException(ErrorCode.LEASE_LOST, "task " + taskId + " is not leased with this token");
        }
        return task;
    }

    private void renew(Task task) {
        task.expiresAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(leaseSeconds);
    }

    private Task task(String taskId) {
        Task task = tasks.get(taskId);
        if (task == null) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "task " + taskId + " (expected one that exists)");
        }
        return task;
    }
}

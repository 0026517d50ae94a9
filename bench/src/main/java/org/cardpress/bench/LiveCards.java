package org.cardpress.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * Cards that are being written: a worker tells of each once a second, in a sentence of its own that the page shows, and everybody who
 * watches notes when that sentence came. One that never came, because a later one took its place, counts until the later one.
 */
final class LiveCards implements AutoCloseable {
    private static final long EVERY_MILLIS = 1000;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern BEAT = Pattern.compile("beat ([0-9]+)");
    private static final long TOTAL = 18_000_000_000L;

    private final SchedulerClient worker;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final List<String> orders = new ArrayList<>();
    private final Map<String, Map<Long, Long>> toldAt = new ConcurrentHashMap<>();
    private final List<Long> waits = new ArrayList<>();

    LiveCards(SchedulerClient worker) {
        this.worker = worker;
    }

    void begin(List<UiStock.Placed> running) {
        for (int i = 0; i < running.size(); i++) {
            String order = running.get(i).id();
            orders.add(order);
            clock.scheduleAtFixedRate(
                    new Card(order), i * EVERY_MILLIS / running.size(), EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    List<String> orders() {
        return orders;
    }

    /** Takes the lines of one browser's live line to this order. */
    Consumer<String> watcher(String order) {
        Map<Long, Long> told = told(order);
        long[] seen = {-1};
        return line -> {
            Matcher beat = BEAT.matcher(line);
            if (!beat.find()) {
                return;
            }
            long now = System.nanoTime();
            long number = Long.parseLong(beat.group(1));
            for (long each = seen[0] < 0 ? number : seen[0] + 1; each <= number; each++) {
                note(now - told.getOrDefault(each, now));
            }
            seen[0] = Math.max(seen[0], number);
        };
    }

    private Map<Long, Long> told(String order) {
        return toldAt.computeIfAbsent(order, id -> new ConcurrentHashMap<>());
    }

    private synchronized void note(long wait) {
        waits.add(wait);
    }

    /** Nanoseconds from telling the scheduler until a browser heard of it, of all so far; then begins anew. */
    synchronized long[] waits() {
        RuntimeException broken = failure.get();
        if (broken != null) {
            throw broken;
        }
        long[] all = waits.stream().mapToLong(Long::longValue).toArray();
        waits.clear();
        return all;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private final class Card implements Runnable {
        private final String order;
        private long beat;

        Card(String order) {
            this.order = order;
        }

        @Override
        public void run() {
            beat++;
            Progress progress = new Progress(beat * 30_000_000 % TOTAL, TOTAL, 30_000_000, "beat " + beat);
            told(order).put(beat, System.nanoTime());
            try {
                worker.heartbeat(
                        order + ".w1",
                        new Heartbeat(UiStock.token(order), beat, TaskStatus.WRITING, progress, "A"),
                        LIMIT);
            } catch (RuntimeException e) {
                if (!clock.isShutdown()) {
                    failure.compareAndSet(null, e);
                }
                throw e;
            }
        }
    }
}

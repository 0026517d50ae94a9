package org.cardpress.manager.order;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.client.SchedulerUnreachable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Reads a task's log, piece by piece. Readers of logs are few, so each asks for itself. */
@Singleton
final class LogTail {
    private static final Duration EVERY = Duration.ofMillis(800);
    /** What a page shows at once; 4 Mi characters are kept at most. */
    private static final int MOST_PIECES = 70;

    private final Scheduler threads = Schedulers.newBoundedElastic(4, 1_000, "cardpress-log");

    /** All there is by now. */
    Part whole(SchedulerClient scheduler, String taskId, int attempt) {
        if (attempt < 1) {
            return new Part("", 0);
        }
        StringBuilder all = new StringBuilder();
        for (int piece = 0; piece < MOST_PIECES; piece++) {
            String text = scheduler.tasks().log(taskId, attempt, all.length());
            if (text.isEmpty()) {
                break;
            }
            all.append(text);
        }
        return new Part(all.toString(), all.length());
    }

    /** What comes from there on, for as long as somebody reads; an answer that does not come is asked for again. */
    Flux<Part> follow(SchedulerClient scheduler, String taskId, int attempt, long offset) {
        AtomicLong next = new AtomicLong(Math.max(0, offset));
        return Mono.fromCallable(() -> piece(scheduler, taskId, attempt, next))
                .subscribeOn(threads)
                .repeatWhen(done -> done.delayElements(EVERY, threads))
                .filter(part -> !part.text().isEmpty());
    }

    private static Part piece(SchedulerClient scheduler, String taskId, int attempt, AtomicLong next) {
        try {
            String text = scheduler.tasks().log(taskId, attempt, next.get());
            return new Part(text, next.addAndGet(text.length()));
        } catch (SchedulerUnreachable e) {
            return new Part("", next.get());
        }
    }

    @PreDestroy
    void close() {
        threads.dispose();
    }

    /**
     * A piece of a log.
     *
     * @param next where the following piece begins, in characters
     */
    record Part(String text, long next) {}
}

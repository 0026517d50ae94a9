package org.cardpress.manager.live;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Polls of the scheduler that watchers share. A thing is asked for while anybody watches it, by one poll at a time whoever and how
 * many they are, and told on when it has changed. Who may watch is judged before, for each watcher: the poll is made with the rights
 * of one of them, so what is polled must be the same for all.
 */
@Singleton
public final class Watches {
    static final Duration EVERY = Duration.ofMillis(500);
    private static final int THREADS = 8;
    private static final int MOST_WAITING = 10_000;

    private final Scheduler threads = Schedulers.newBoundedElastic(THREADS, MOST_WAITING, "cardpress-watch");
    private final ConcurrentHashMap<String, Flux<? extends Seen<?>>> open = new ConcurrentHashMap<>();

    /**
     * What {@code ask} answers, now and whenever it changes. Ends with the refusal where the scheduler refuses; goes on, marked stale,
     * where it does not answer.
     *
     * @param thing names what is asked; two watchers of the same thing share the poll of the first
     */
    @SuppressWarnings("unchecked")
    public <V> Flux<Seen<V>> watch(String thing, Callable<V> ask) {
        return (Flux<Seen<V>>) open.computeIfAbsent(thing, name -> poll(name, ask));
    }

    /** How many things are polled for. */
    public int size() {
        return open.size();
    }

    private <V> Flux<Seen<V>> poll(String thing, Callable<V> ask) {
        return Flux.defer(() -> {
                    AtomicReference<@Nullable V> last = new AtomicReference<>();
                    return Mono.fromCallable(() -> next(ask, last))
                            .subscribeOn(threads)
                            .repeatWhen(done -> done.delayElements(EVERY, threads));
                })
                .distinctUntilChanged()
                .doFinally(end -> open.remove(thing))
                .replay(1)
                .refCount(1);
    }

    private static <V> Seen<V> next(Callable<V> ask, AtomicReference<@Nullable V> last) throws Exception {
        try {
            V now = ask.call();
            last.set(now);
            return new Seen<>(now, false);
        } catch (SchedulerUnreachable e) {
            return new Seen<>(last.get(), true);
        } catch (ProblemException e) {
            if (e.code() == ErrorCode.UNAVAILABLE || e.code() == ErrorCode.INTERNAL) {
                return new Seen<>(last.get(), true);
            }
            throw e;
        }
    }

    @PreDestroy
    void close() {
        threads.dispose();
    }
}

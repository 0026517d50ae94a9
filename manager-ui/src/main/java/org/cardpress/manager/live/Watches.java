package org.cardpress.manager.live;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Questions to the scheduler that watchers share. A thing is asked for while anybody watches it, by one call at a time whoever and how
 * many they are, and told on when it has changed. What the scheduler can announce is {@link #follow followed}: it is asked once for
 * each change. All else is {@link #watch polled}. Who may watch is judged before, for each watcher: the call is made with the rights
 * of one of them, so what is asked must be the same for all.
 */
@Singleton
public final class Watches {
    static final Duration EVERY = Duration.ofMillis(500);
    /** Changes that follow each other faster are told together. */
    static final Duration PAUSE = Duration.ofMillis(50);

    private static final int THREADS = 8;
    private static final int MOST_WAITING = 10_000;

    private final Scheduler threads = Schedulers.newBoundedElastic(THREADS, MOST_WAITING, "cardpress-watch");
    /** One for each thing that is followed, as the call is held by the scheduler; they end when nobody looks any more. */
    private final Scheduler waiting = Schedulers.newBoundedElastic(Streams.MOST, MOST_WAITING, "cardpress-follow");

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

    /**
     * The thing as it was first seen, and again whenever it changes. Ends and goes on as {@link #watch} does.
     *
     * @param first as it was seen by the one who now watches
     * @param next waits until the thing is another than the given one; empty where nothing happened for a while
     */
    @SuppressWarnings("unchecked")
    public <V> Flux<Seen<V>> follow(String thing, V first, Function<V, Optional<V>> next) {
        return (Flux<Seen<V>>) open.computeIfAbsent(thing, name -> news(name, first, next));
    }

    /** How many things are asked for. */
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

    private <V> Flux<Seen<V>> news(String thing, V first, Function<V, Optional<V>> next) {
        return Flux.defer(() -> {
                    Following<V> following = new Following<>(first, next);
                    return Mono.fromCallable(following::later)
                            .subscribeOn(waiting)
                            .repeatWhen(done ->
                                    done.concatMap(round -> Mono.delay(following.isStale() ? EVERY : PAUSE, threads)))
                            .startWith(new Seen<>(first, false));
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
            if (isAway(e)) {
                return new Seen<>(last.get(), true);
            }
            throw e;
        }
    }

    /** Whether it will pass; everything else is a refusal. */
    static boolean isAway(ProblemException e) {
        return e.code() == ErrorCode.UNAVAILABLE || e.code() == ErrorCode.INTERNAL;
    }

    @PreDestroy
    void close() {
        waiting.dispose();
        threads.dispose();
    }
}

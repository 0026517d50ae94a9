package org.cardpress.manager.live;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.cardpress.protocol.error.ProblemException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Questions to the scheduler that watchers share. While anybody watches a thing, one call at a time waits for its next change, whoever and
 * how many they are; what it brings is told to all of them. Who may watch is judged before, for each watcher: the call is made with the
 * rights of one of them, so what is asked must be the same for all.
 */
@Singleton
public final class Watches {
    /** How long the scheduler is left alone where it does not answer. */
    static final Duration AGAIN = Duration.ofMillis(500);
    /** Changes that follow each other faster are told together. */
    static final Duration PAUSE = Duration.ofMillis(50);

    private static final int MOST_WAITING = 10_000;

    /** One for each thing that is followed, as the call is held by the scheduler; they end when nobody looks any more. */
    private final Scheduler waiting =
            Schedulers.newBoundedElastic(Streams.MOST + Streams.MOST_GUESTS, MOST_WAITING, "cardpress-follow");

    private final ConcurrentHashMap<String, Flux<? extends Seen<?>>> open = new ConcurrentHashMap<>();

    /**
     * The thing as it was first seen, and again whenever it changes. Ends with the refusal where the scheduler refuses; goes on, marked
     * stale, where it does not answer.
     *
     * @param thing names what is asked; two watchers of the same thing share the call of the first
     * @param first as it was seen by the one who now watches
     * @param next waits until the thing is another than the given one; empty where nothing happened for a while
     */
    @SuppressWarnings("unchecked")
    public <V> Flux<Seen<V>> follow(String thing, V first, Function<V, Optional<V>> next) {
        return (Flux<Seen<V>>) open.computeIfAbsent(thing, name -> news(name, first, next));
    }

    /** How many things are followed. */
    public int size() {
        return open.size();
    }

    private <V> Flux<Seen<V>> news(String thing, V first, Function<V, Optional<V>> next) {
        return Flux.defer(() -> {
                    Following<V> following = new Following<>(first, next);
                    return Mono.fromCallable(following::later)
                            .subscribeOn(waiting)
                            .repeatWhen(
                                    done -> done.concatMap(round -> Mono.delay(following.isStale() ? AGAIN : PAUSE)))
                            .startWith(new Seen<>(first, false));
                })
                .distinctUntilChanged()
                .doFinally(end -> open.remove(thing))
                .replay(1)
                .refCount(1);
    }

    /** Whether it will pass; everything else is a refusal. */
    static boolean isAway(ProblemException e) {
        return switch (e.code()) {
            case UNAVAILABLE, INTERNAL, TOO_MANY -> true;
            default -> false;
        };
    }

    @PreDestroy
    void close() {
        waiting.dispose();
    }
}

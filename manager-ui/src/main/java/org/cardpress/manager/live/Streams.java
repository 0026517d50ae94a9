package org.cardpress.manager.live;

import io.micronaut.http.sse.Event;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.cardpress.manager.session.Sessions;
import org.cardpress.manager.session.SignedIn;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import reactor.core.publisher.Flux;

/**
 * The line to one browser that watches: events as they come, and a beat between them, by which a browser knows that silence means
 * "nothing changed" and not "connection lost", and by which we notice a browser that went away. Ends with the session. Bounded in number.
 */
@Singleton
public final class Streams {
    public static final int MOST = 500;
    /** Of people without an account, so that they never take the place of those who work here. */
    public static final int MOST_GUESTS = 200;

    static final Duration BEAT = Duration.ofSeconds(5);

    private static final String ENDED = "ended";

    private final Sessions sessions;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger guests = new AtomicInteger();

    public Streams(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * The events as this person's browser is told them.
     *
     * @throws ProblemException where too many watch already
     */
    public Flux<Event<String>> to(SignedIn person, Flux<Event<String>> events) {
        return line(events, () -> sessions.goesOn(person), open, MOST);
    }

    /**
     * The events as somebody without an account is told them; ends when the scheduler refuses what is watched.
     *
     * @throws ProblemException where too many watch already
     */
    public Flux<Event<String>> toGuest(Flux<Event<String>> events) {
        return line(events, () -> true, guests, MOST_GUESTS);
    }

    private static Flux<Event<String>> line(
            Flux<Event<String>> events, BooleanSupplier goesOn, AtomicInteger open, int most) {
        if (open.get() >= most) {
            throw new ProblemException(
                    ErrorCode.TOO_MANY,
                    most + " pages are watched at the moment (expected fewer; reload to see changes)");
        }
        Flux<Event<String>> beats = Flux.interval(BEAT)
                .onBackpressureDrop()
                .map(beat -> goesOn.getAsBoolean() ? event("beat", "ok") : event(ENDED, ENDED));
        return Flux.merge(events, beats)
                .takeUntil(event -> ENDED.equals(event.getName()))
                .onErrorResume(ProblemException.class, refusal -> Flux.just(event(ENDED, ENDED)))
                .doOnSubscribe(begun -> open.incrementAndGet())
                .doFinally(end -> open.decrementAndGet());
    }

    public int size() {
        return open.get();
    }

    public static Event<String> event(String name, String data) {
        return Event.of(data).name(name);
    }
}

package org.cardpress.manager.live;

import io.micronaut.http.sse.Event;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
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
    static final Duration BEAT = Duration.ofSeconds(5);

    private static final String ENDED = "ended";

    private final Sessions sessions;
    private final AtomicInteger open = new AtomicInteger();

    public Streams(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * The events as this person's browser is told them.
     *
     * @throws ProblemException where too many watch already
     */
    public Flux<Event<String>> to(SignedIn person, Flux<Event<String>> events) {
        if (open.get() >= MOST) {
            throw new ProblemException(
                    ErrorCode.TOO_MANY,
                    MOST + " pages are watched at the moment (expected fewer; reload to see changes)");
        }
        Flux<Event<String>> beats = Flux.interval(BEAT)
                .onBackpressureDrop()
                .map(beat -> sessions.goesOn(person) ? event("beat", "ok") : event(ENDED, ENDED));
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

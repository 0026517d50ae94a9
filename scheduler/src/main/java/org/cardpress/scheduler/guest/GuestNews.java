package org.cardpress.scheduler.guest;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.order.OrderNews;

/**
 * Tells holders of tickets what their order has become, as {@link OrderNews} tells people with an account. Who waits is counted for
 * himself, so that links, however many leak, leave room for those who work here, and one that leaked leaves room for others. Safe for
 * many threads.
 */
@Singleton
public final class GuestNews {
    static final int MOST = 500;
    static final int MOST_OF_A_LINK = 20;

    private final GuestDesk desk;
    private final OrderNews news;
    private final Map<Ticket, Integer> held = new HashMap<>();
    private int waiting;

    public GuestNews(GuestDesk desk, OrderNews news) {
        this.desk = desk;
        this.news = news;
    }

    /**
     * The order, once it is of a later version; empty where it is not after this time. A ticket that is withdrawn meanwhile is over at once;
     * whether its time is over is looked at when the wait begins, and before anything is told.
     *
     * @throws ProblemException as {@link GuestDesk#look} does, also as the failure of the answer; {@code TOO_MANY}
     */
    public CompletionStage<Optional<GuestDesk.Admitted>> after(String text, long version, Duration wait) {
        Ticket ticket = desk.read(text);
        enter(ticket);
        CompletionStage<Optional<GuestDesk.Admitted>> answer;
        try {
            answer = news.after(ticket.order(), version, order -> desk.admit(ticket, order), wait)
                    .thenApply(found -> found.map(order -> new GuestDesk.Admitted(ticket, order)));
        } catch (RuntimeException e) {
            leave(ticket);
            throw told(e);
        }
        return answer.handle((found, failure) -> {
            leave(ticket);
            if (failure != null) {
                throw told(failure);
            }
            return found;
        });
    }

    /** An order that is gone is not said to be unknown: the ticket held once. */
    private static RuntimeException told(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ProblemException refusal && refusal.code() == ErrorCode.NOT_FOUND) {
            return GuestDesk.over();
        }
        return cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }

    private synchronized void enter(Ticket ticket) {
        int same = held.getOrDefault(ticket, 0);
        if (waiting >= MOST || same >= MOST_OF_A_LINK) {
            throw new ProblemException(
                    ErrorCode.TOO_MANY,
                    waiting + " calls wait for news by a link, " + same + " by this one (expected fewer than " + MOST
                            + ", and than " + MOST_OF_A_LINK + " by one; look at it without waiting)");
        }
        waiting++;
        held.put(ticket, same + 1);
    }

    private synchronized void leave(Ticket ticket) {
        waiting--;
        held.computeIfPresent(ticket, (key, count) -> count == 1 ? null : count - 1);
    }

    synchronized int waiting() {
        return waiting;
    }
}

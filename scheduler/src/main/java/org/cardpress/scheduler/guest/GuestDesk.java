package org.cardpress.scheduler.guest;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.PlainText;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.GuestLink;
import org.cardpress.scheduler.lifecycle.Event;
import org.cardpress.scheduler.order.OrderMoves;
import org.cardpress.scheduler.order.Sight;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.OrderStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes tickets, and does for their holders what they are for. What does not hold is answered alike, whether the order exists or not;
 * only who holds a ticket that held once is told that it is over. Safe for many threads.
 */
@Singleton
public final class GuestDesk {
    private static final int DAYS = 30;
    private static final int MOST_DAYS = 365;
    private static final int LONGEST_TEXT = 2000;

    private final TicketSigner signer;
    private final OrderStore store;
    private final OrderMoves moves;
    private final Clock clock;

    public GuestDesk(TicketSigner signer, OrderStore store, OrderMoves moves, Clock clock) {
        this.signer = signer;
        this.store = store;
        this.moves = moves;
        this.clock = clock;
    }

    /**
     * Makes a link. A link to a download tells a secret of the order, so only those make one who may see it.
     *
     * @throws ProblemException {@code MALFORMED}, {@code NOT_ALLOWED}, or {@code CONFLICT} where the order is not one for this act
     */
    public GuestLink make(Order order, GuestLink.Wanted wanted, Actor by) {
        int days = wanted.days() == null ? DAYS : wanted.days();
        if (days < 1 || days > MOST_DAYS) {
            throw malformed("days", days + " (expected 1 to " + MOST_DAYS + ")");
        }
        if (wanted.act() == GuestAct.DOWNLOAD && !Sight.seesSecrets(by, order)) {
            throw new ProblemException(
                    ErrorCode.NOT_ALLOWED,
                    "role " + by.role().wire()
                            + " may not share downloads (expected a manager, or who placed the order)");
        }
        Instant until = clock.instant().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
        Order noted = moves.move(order.id(), new Event.LinkMade(wanted.act(), until, by.username()))
                .accepted();
        Ticket ticket = new Ticket(order.id(), wanted.act(), noted.guests().withdrawn(), until);
        return new GuestLink(ticket.act(), signer.write(ticket), until);
    }

    /** Ends all links to this order that were made so far. */
    public void withdraw(OrderId order, Actor by) {
        moves.move(order, new Event.LinksWithdrawn(by.username())).accepted();
    }

    /** What the ticket is for, with its order. */
    public Admitted look(String ticket) {
        return admit(ticket, null);
    }

    /** Notes that the cards arrived. */
    public Admitted arrived(String ticket, @Nullable String note) {
        Admitted admitted = admit(ticket, GuestAct.ARRIVAL);
        String said = note == null ? "" : text(note);
        return admitted.with(moves.move(
                        admitted.order().id(),
                        new Event.ArrivalTold(said, admitted.ticket().who()))
                .accepted());
    }

    /** Notes how the cards were sent. */
    public Admitted shipped(String ticket, @Nullable String details) {
        Admitted admitted = admit(ticket, GuestAct.SHIPMENT);
        if (details == null || details.isBlank()) {
            throw malformed("text", "empty (expected how the cards were sent, such as a tracking number)");
        }
        return admitted.with(moves.move(
                        admitted.order().id(),
                        new Event.ShipAsked(text(details), admitted.ticket().who()))
                .accepted());
    }

    private Admitted admit(String text, @Nullable GuestAct act) {
        Ticket ticket = signer.read(text)
                .filter(read -> act == null || read.act() == act)
                .orElseThrow(GuestDesk::unknown);
        Order order = store.find(ticket.order()).orElseThrow(GuestDesk::over);
        admit(ticket, order);
        return new Admitted(ticket, order);
    }

    /** The ticket, where we made it and its time is not over; whether it was withdrawn only {@link #admit(Ticket, Order)} can tell. */
    Ticket read(String text) {
        Ticket ticket = signer.read(text).orElseThrow(GuestDesk::unknown);
        requireTime(ticket);
        return ticket;
    }

    /** @throws ProblemException where the ticket does not hold for its order as that is */
    void admit(Ticket ticket, Order order) {
        requireTime(ticket);
        if (ticket.withdrawn() != order.guests().withdrawn()) {
            throw over();
        }
    }

    private void requireTime(Ticket ticket) {
        if (!clock.instant().isBefore(ticket.until())) {
            throw over();
        }
    }

    private static String text(String text) {
        String wrong = PlainText.said(text, LONGEST_TEXT);
        if (wrong != null) {
            throw malformed("text", wrong);
        }
        return text;
    }

    private static ProblemException malformed(String path, String message) {
        return new ProblemException(
                ErrorCode.MALFORMED, path + ": " + message, List.of(new Problem.Detail(path, message)));
    }

    private static ProblemException unknown() {
        return new ProblemException(
                ErrorCode.NOT_FOUND, "link is not known (expected a whole one; ask whoever sent it)");
    }

    static ProblemException over() {
        return new ProblemException(ErrorCode.GONE, "link is over (ask whoever sent it for another)");
    }

    /** A ticket that holds, with its order. */
    public record Admitted(Ticket ticket, Order order) {
        Admitted with(Order moved) {
            return new Admitted(ticket, moved);
        }
    }
}

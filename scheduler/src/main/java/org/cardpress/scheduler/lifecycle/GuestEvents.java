package org.cardpress.scheduler.lifecycle;

import java.util.Optional;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.order.Arrival;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.scheduler.record.Order;

/** What links for people without an account do to an order. */
final class GuestEvents {
    private final OrderDraft draft;

    GuestEvents(OrderDraft draft) {
        this.draft = draft;
    }

    /** Notes who made it, so that each link has somebody who answers for it; a link to what cannot happen is refused. */
    Optional<Change> made(Event.LinkMade event) {
        Order order = draft.before;
        OrderKind needed = event.act() == GuestAct.DOWNLOAD ? OrderKind.LINK : OrderKind.CARDS;
        if (event.act() != GuestAct.STATUS && order.kind() != needed) {
            return conflict("is for " + order.kind().wire() + " (a link for "
                    + event.act().wire() + " needs one for " + needed.wire() + ")");
        }
        boolean over = event.act() == GuestAct.ARRIVAL ? order.status() == OrderStatus.CANCELED : order.isFinal();
        if (event.act() != GuestAct.STATUS && over) {
            return conflict("is " + order.status().wire() + " (a link for "
                    + event.act().wire() + " needs one that is not over)");
        }
        draft.say(event.by(), null, "link for " + event.act().wire() + " made, until " + event.until());
        return Lifecycle.moved();
    }

    Optional<Change> withdrawn(Event.LinksWithdrawn event) {
        Order.Guests before = draft.guests;
        draft.guests = new Order.Guests(before.withdrawn() + 1, before.arrival());
        draft.say(event.by(), null, "links withdrawn");
        return Lifecycle.moved();
    }

    /** The first who says so is believed; the order stays shipped. */
    Optional<Change> arrived(Event.ArrivalTold event) {
        if (draft.guests.arrival() != null) {
            return Lifecycle.unchanged("arrived already");
        }
        if (draft.before.status() != OrderStatus.SHIPPED) {
            return conflict("is " + draft.before.status().wire() + " (expected shipped)");
        }
        draft.guests = new Order.Guests(draft.guests.withdrawn(), new Arrival(event.note(), draft.now));
        draft.say(event.by(), null, "arrived");
        return Lifecycle.moved();
    }

    private Optional<Change> conflict(String how) {
        return Lifecycle.refused(ErrorCode.CONFLICT, "order " + draft.before.id() + " " + how);
    }
}

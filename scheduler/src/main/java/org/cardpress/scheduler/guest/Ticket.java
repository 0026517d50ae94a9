package org.cardpress.scheduler.guest;

import java.time.Instant;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.scheduler.record.OrderId;

/**
 * What a link says once its signature was found right.
 *
 * @param withdrawn how often the order's links had been withdrawn when it was made
 * @param until when it ends, in whole seconds
 */
public record Ticket(OrderId order, GuestAct act, int withdrawn, Instant until) {
    /** The account's name under which history keeps what was done with it; a blank is in no account's name. */
    String who() {
        return "link for " + act.wire();
    }
}

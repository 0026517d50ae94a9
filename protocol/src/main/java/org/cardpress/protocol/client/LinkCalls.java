package org.cardpress.protocol.client;

import org.cardpress.protocol.order.GuestLink;

/** The part of {@link SchedulerClient} about links for people without an account. */
public final class LinkCalls {
    private final Calls calls;

    LinkCalls(Calls calls) {
        this.calls = calls;
    }

    /** Makes a link to one act on this order. */
    public GuestLink make(String orderId, GuestLink.Wanted wanted) {
        return calls.call("POST", Query.path("orders", orderId, "links"), wanted, GuestLink.class);
    }

    /** Ends all links to this order that were made so far. */
    public void withdraw(String orderId) {
        calls.tell("DELETE", Query.path("orders", orderId, "links"), null);
    }
}

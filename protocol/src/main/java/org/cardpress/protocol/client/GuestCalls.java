package org.cardpress.protocol.client;

import io.micronaut.core.type.Argument;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.cardpress.protocol.order.GuestLink;
import org.cardpress.protocol.order.GuestView;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler, called for people who have a link and no account: the ticket in the link is all the proof. Each method throws {@link
 * org.cardpress.protocol.error.ProblemException} with 404 for a ticket that does not hold and 410 for one that did. Safe for many
 * threads.
 */
public final class GuestCalls {
    private final Http http;

    /** @param scheduler where it answers */
    public GuestCalls(URI scheduler) {
        this.http = new Http(scheduler);
    }

    /** What the ticket shows. */
    public GuestView look(String ticket) {
        return use("look", new GuestLink.Use(ticket, null));
    }

    /**
     * The same, once the order is of a later version than this; empty where it is not within the time. Holds the calling thread so long.
     *
     * @param wait whole seconds, at most 30
     */
    public Optional<GuestView> after(String ticket, long version, Duration wait) {
        String path = Query.of("/public/news")
                .with("after", version)
                .with("wait", wait.toSeconds())
                .toString();
        return http.exchange("POST", path, new GuestLink.Use(ticket, null), null, wait.plus(Calls.LATE))
                .map(answer -> http.read(answer, Argument.of(GuestView.class)));
    }

    /** Says that the cards arrived; said again, nothing changes. */
    public GuestView arrived(String ticket, @Nullable String note) {
        return use("arrival", new GuestLink.Use(ticket, note));
    }

    /** Says how the cards were sent; said again, nothing changes. */
    public GuestView shipped(String ticket, String details) {
        return use("shipment", new GuestLink.Use(ticket, details));
    }

    private GuestView use(String call, GuestLink.Use use) {
        byte[] answer = http.exchange("POST", "/public/" + call, use, null, Calls.LIMIT)
                .orElseThrow(() -> Calls.nothing("/public/" + call));
        return http.read(answer, Argument.of(GuestView.class));
    }
}

package org.cardpress.protocol.client;

import java.time.Duration;
import java.util.Optional;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.hotspot.BillOfContents;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.Shipment;
import org.cardpress.protocol.preflight.PreflightReport;
import org.jspecify.annotations.Nullable;

/** The part of {@link SchedulerClient} about orders. What waits and what runs is with {@link QueueCalls}. */
public final class OrderCalls {
    /** The scheduler asks servers for up to 60 s. */
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(90);

    private final Calls calls;

    OrderCalls(Calls calls) {
        this.calls = calls;
    }

    /** What can be told of a config before anything of it is fetched. Takes up to a minute. */
    public PreflightReport check(HotspotConfig config) {
        return calls.exchange("POST", "/hotspots/check", config, CHECK_LIMIT)
                .map(body -> calls.read(body, PreflightReport.class))
                .orElseThrow(() -> Calls.nothing("/hotspots/check"));
    }

    /** Places an order, or finds the one placed before with the same key. */
    public OrderView place(PlaceOrder order) {
        return calls.call("POST", "/orders", order, OrderView.class);
    }

    /** Orders, youngest first; null does not restrict. */
    public Page<OrderView> list(
            int skip, int limit, @Nullable OrderStatus status, @Nullable OrderKind kind, @Nullable String text) {
        return list(skip, limit, status, kind, text, null, null);
    }

    /**
     * The same, of one organisation and without those that are younger than an order.
     *
     * @param organisation slug
     * @param upTo id of the youngest that counts, so that the list stays as it was while one leafs through it
     */
    public Page<OrderView> list(
            int skip,
            int limit,
            @Nullable OrderStatus status,
            @Nullable OrderKind kind,
            @Nullable String text,
            @Nullable String organisation,
            @Nullable String upTo) {
        return calls.page(
                Calls.list("/orders", skip, limit)
                        .with("status", status == null ? null : status.wire())
                        .with("kind", kind == null ? null : kind.wire())
                        .with("text", text)
                        .with("organisation", organisation)
                        .with("upTo", upTo),
                OrderView.class);
    }

    /** One order with its tasks and history. */
    public OrderView get(String orderId) {
        return calls.call("GET", Query.path("orders", orderId), null, OrderView.class);
    }

    /**
     * One order, once it is of a later version than this; empty where it is not within the time. Holds the calling thread so long.
     *
     * @param wait whole seconds, at most 30
     */
    public Optional<OrderView> after(String orderId, long version, Duration wait) {
        String path = Query.of(Query.path("orders", orderId, "news"))
                .with("after", version)
                .with("wait", wait.toSeconds())
                .toString();
        return calls.exchange("GET", path, null, wait.plus(Calls.LATE)).map(body -> calls.read(body, OrderView.class));
    }

    /** What goes onto the image of an order, line by line. */
    public BillOfContents contents(String orderId) {
        return calls.call("GET", Query.path("orders", orderId, "contents"), null, BillOfContents.class);
    }

    public OrderView cancel(String orderId) {
        return calls.call("POST", Query.path("orders", orderId, "cancel"), null, OrderView.class);
    }

    /** Tries again what failed: one task, or every failed one where null. */
    public OrderView retry(String orderId, @Nullable String taskId) {
        String path = Query.of(Query.path("orders", orderId, "retry"))
                .with("task", taskId)
                .toString();
        return calls.call("POST", path, null, OrderView.class);
    }

    public OrderView ship(String orderId, Shipment shipment) {
        return calls.call("POST", Query.path("orders", orderId, "shipment"), shipment, OrderView.class);
    }

    /** Erases the recipient for good. */
    public OrderView anonymise(String orderId) {
        return calls.call("POST", Query.path("orders", orderId, "anonymise"), null, OrderView.class);
    }

    /** Deletes an order that has ended, with its files. */
    public void delete(String orderId) {
        calls.tell("DELETE", Query.path("orders", orderId), null);
    }

    /** The cards that an order used, good and bad, in the order of cards and attempts. */
    public Page<CardRecord> cards(String orderId, int skip, int limit) {
        return calls.page(Calls.list(Query.path("orders", orderId, "cards"), skip, limit), CardRecord.class);
    }

    /** All of them as CSV. */
    public String cardsCsv(String orderId) {
        return calls.text(Query.path("orders", orderId, "cards.csv"));
    }
}

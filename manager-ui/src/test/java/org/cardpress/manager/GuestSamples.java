package org.cardpress.manager;

import org.cardpress.protocol.order.Arrival;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.GuestView;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.Recipient;
import org.jspecify.annotations.Nullable;

/** What links show to people without an account. */
final class GuestSamples {
    private GuestSamples() {}

    static String ticket(GuestAct act, String order) {
        return order + "." + act.wire() + ".0.1775000000." + "s".repeat(43);
    }

    /** What a link to this order shows. */
    static GuestView guest(GuestAct act, OrderView o) {
        boolean download = act == GuestAct.DOWNLOAD;
        return new GuestView(
                act,
                o.id(),
                o.version(),
                o.kind(),
                o.status(),
                o.name(),
                o.quantity(),
                o.cardsWritten(),
                "Kiosk of Bamako",
                "help@example.org",
                Samples.NOW,
                o.tasks().stream()
                        .map(task -> new GuestView.Step(
                                task.kind(),
                                task.card(),
                                task.status(),
                                task.stage(),
                                task.progress().done(),
                                task.progress().total(),
                                task.progress().rate()))
                        .toList(),
                null,
                null,
                null,
                act == GuestAct.SHIPMENT
                        ? new Recipient("Ann Oyelaran", null, null, "1 Hill Road\nIbadan", "NG")
                        : null,
                download && o.link() != null
                        ? new GuestView.Download(
                                o.link().url(), "image.img.zst", 1_460_000_000, "ab".repeat(32), 7_900_000_000L)
                        : null);
    }

    static GuestView sent(GuestView v, String details) {
        return with(v, v.version(), OrderStatus.SHIPPED, details, null);
    }

    static GuestView arrived(GuestView v, String note) {
        return with(v, v.version(), v.status(), v.shipment(), new Arrival(note, Samples.NOW));
    }

    static GuestView version(GuestView v, long version) {
        return with(v, version, v.status(), v.shipment(), v.arrival());
    }

    private static GuestView with(
            GuestView v, long version, OrderStatus status, @Nullable String shipment, @Nullable Arrival arrival) {
        return new GuestView(
                v.act(),
                v.orderId(),
                version,
                v.kind(),
                status,
                v.name(),
                v.quantity(),
                v.cardsWritten(),
                v.sender(),
                v.senderEmail(),
                v.linkUntil(),
                v.steps(),
                shipment,
                shipment == null ? null : Samples.NOW,
                arrival,
                v.recipient(),
                v.download());
    }
}

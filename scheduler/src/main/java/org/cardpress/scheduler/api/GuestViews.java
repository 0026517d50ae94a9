package org.cardpress.scheduler.api;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.GuestView;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.scheduler.guest.GuestDesk;
import org.cardpress.scheduler.guest.Ticket;
import org.cardpress.scheduler.order.PublicLinks;
import org.cardpress.scheduler.order.TaskViews;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.jspecify.annotations.Nullable;

/** Orders as holders of a ticket see them: what its act needs and no more. */
final class GuestViews {
    private GuestViews() {}

    static GuestView of(GuestDesk.Admitted admitted, Channel channel, Optional<Warehouse> warehouse) {
        Ticket ticket = admitted.ticket();
        Order order = admitted.order();
        Order.Shipped shipped = order.shipped();
        boolean cards = ticket.act() != GuestAct.DOWNLOAD;
        return new GuestView(
                ticket.act(),
                order.id().value(),
                order.version(),
                order.kind(),
                order.status(),
                order.name(),
                order.quantity(),
                TaskViews.cardsWritten(order),
                channel.senderName() == null ? channel.name() : channel.senderName(),
                channel.senderEmail(),
                ticket.until(),
                ticket.act() == GuestAct.STATUS ? steps(order) : List.of(),
                cards && shipped != null ? shipped.details() : null,
                cards && shipped != null ? shipped.at() : null,
                cards ? order.guests().arrival() : null,
                ticket.act() == GuestAct.SHIPMENT ? envelope(order.recipient()) : null,
                ticket.act() == GuestAct.DOWNLOAD ? download(order, warehouse) : null);
    }

    /** The image first, the cards in their order. */
    private static List<GuestView.Step> steps(Order order) {
        return order.currentTasks().stream()
                .sorted(Comparator.comparing(Task::kind)
                        .thenComparing(Task::card)
                        .thenComparing(task -> task.id().number()))
                .map(task -> new GuestView.Step(
                        task.kind(),
                        task.card(),
                        task.status(),
                        task.stage(),
                        task.progress().done(),
                        task.progress().total(),
                        task.progress().rate()))
                .toList();
    }

    /** What stands on the envelope; not the mail address. */
    private static @Nullable Recipient envelope(@Nullable Recipient recipient) {
        return recipient == null
                ? null
                : new Recipient(recipient.name(), null, recipient.phone(), recipient.address(), recipient.country());
    }

    private static GuestView.@Nullable Download download(Order order, Optional<Warehouse> warehouse) {
        OrderView.LinkView link = Views.link(order, warehouse);
        if (link == null || order.image() == null || order.isFinal()) {
            return null;
        }
        return new GuestView.Download(
                link.url(),
                PublicLinks.fileName(order.image()),
                order.image().size(),
                order.image().sha256(),
                order.image().rawSize());
    }
}

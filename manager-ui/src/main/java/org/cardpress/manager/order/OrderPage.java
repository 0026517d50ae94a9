package org.cardpress.manager.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cardpress.manager.web.May;
import org.cardpress.manager.web.Tones;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.Stage;
import org.jspecify.annotations.Nullable;

/**
 * An order as its page shows it: what the visitor may do now, and the line of tasks that still count.
 *
 * @param order as the scheduler shows it
 * @param may rights of the visitor
 */
public record OrderPage(OrderView order, May may) {
    /** What has not been replaced by a person's retry: the image first, the cards in their order. */
    public List<Line> lines() {
        return order.tasks().stream()
                .filter(task -> !task.superseded())
                .sorted(Comparator.comparing(TaskView::kind)
                        .thenComparing(TaskView::card)
                        .thenComparing(TaskView::id))
                .map(task -> new Line(task, canRetry(task)))
                .toList();
    }

    public boolean isCards() {
        return order.kind() == OrderKind.CARDS;
    }

    public String tone() {
        return Tones.of(order.status());
    }

    public boolean canCancel() {
        return !order.status().isEnded() && may.send("/orders/{id}/cancel");
    }

    public boolean canShip() {
        return order.status() == OrderStatus.PENDING_SHIPMENT && may.send("/orders/{id}/shipment");
    }

    public boolean canRetryAll() {
        return may.send("/orders/{id}/retry")
                && lines().stream().filter(Line::canRetry).count() > 1;
    }

    /** Whether the form of a new order can be filled with this one. */
    public boolean canOrderAgain() {
        return order.config() != null && may.open("/orders/new");
    }

    /** What links for people without an account this visitor may make of it. */
    public List<String> linkActs() {
        List<GuestAct> acts = new ArrayList<>();
        if (may.send("/orders/{id}/links")) {
            acts.add(GuestAct.STATUS);
            boolean over = order.status() == OrderStatus.CANCELED || order.status() == OrderStatus.EXPIRED;
            if (isCards() && !over) {
                if (order.status() != OrderStatus.SHIPPED) {
                    acts.add(GuestAct.SHIPMENT);
                }
                acts.add(GuestAct.ARRIVAL);
            }
            if (order.kind() == OrderKind.LINK && !over && may.role() == Role.MANAGER) {
                acts.add(GuestAct.DOWNLOAD);
            }
        }
        return acts.stream().map(GuestAct::wire).toList();
    }

    /** Only a web address is made a link. */
    public @Nullable String download() {
        OrderView.LinkView link = order.link();
        return link != null && link.url().matches("https?://.*") ? link.url() : null;
    }

    /** What the part of the page with buttons depends on, so that it is replaced only when it must be. */
    public String actions() {
        return order.status() + " " + canCancel() + canShip() + canRetryAll();
    }

    private boolean canRetry(TaskView task) {
        boolean failed = task.stage() == Stage.FAILED || task.stage() == Stage.TIMEDOUT;
        boolean over = order.status() == OrderStatus.CANCELED
                || order.status() == OrderStatus.SHIPPED
                || order.status() == OrderStatus.EXPIRED;
        return failed && !over && may.send("/orders/{id}/retry");
    }

    /** One task of the line. */
    public record Line(TaskView task, boolean canRetry) {
        public String tone() {
            return Tones.of(task.stage());
        }

        /** Whether there is a bar to show. */
        public boolean isMoving() {
            return !task.stage().isTerminal() && task.progress().total() > 0;
        }

        public long percent() {
            long total = task.progress().total();
            return total == 0 ? 0 : Math.min(100, task.progress().done() * 100 / total);
        }

        public boolean isCard() {
            return task.card() > 0;
        }
    }
}

package org.cardpress.manager.guest;

import java.util.List;
import org.cardpress.manager.web.Tones;
import org.cardpress.protocol.order.GuestView;
import org.cardpress.protocol.order.OrderStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a link shows, as its page shows it.
 *
 * @param view as the scheduler shows it
 * @param path of the page
 */
public record GuestPage(GuestView view, String path) {
    public String act() {
        return view.act().wire();
    }

    public String tone() {
        return Tones.of(view.status());
    }

    public List<Line> lines() {
        return view.steps().stream().map(Line::new).toList();
    }

    public boolean canShip() {
        return view.status() == OrderStatus.PENDING_SHIPMENT;
    }

    public boolean isShipped() {
        return view.shippedAt() != null;
    }

    public boolean canConfirm() {
        return view.status() == OrderStatus.SHIPPED && view.arrival() == null;
    }

    public boolean isOver() {
        return view.status().isEnded();
    }

    /** Only a web address is made a link. */
    public @Nullable String url() {
        GuestView.Download download = view.download();
        return download != null && download.url().matches("https?://.*") ? download.url() : null;
    }

    /** On what it depends whether there is something to do on the page. */
    String actions() {
        return view.status() + " " + view.shippedAt() + " " + view.arrival();
    }

    /** One step of the line. */
    public record Line(GuestView.Step step) {
        public String tone() {
            return Tones.of(step.stage());
        }

        public boolean isCard() {
            return step.card() > 0;
        }

        public boolean isMoving() {
            return !step.stage().isTerminal() && step.total() > 0;
        }

        public long percent() {
            return step.total() == 0 ? 0 : Math.min(100, step.done() * 100 / step.total());
        }

        /** Seconds; -1 where that cannot be told. */
        public long left() {
            return step.total() == 0 || step.rate() == 0 ? -1 : Math.max(0, step.total() - step.done()) / step.rate();
        }
    }
}

package org.cardpress.manager.order;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.May;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Rights;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.hotspot.BillOfContents;
import org.cardpress.protocol.order.OrderView;
import org.jspecify.annotations.Nullable;

/** The page of one order, whatever was done on it. */
@Singleton
final class OrderPages {
    private final Pages pages;

    OrderPages(Pages pages) {
        this.pages = pages;
    }

    /** @param made a link to be shown; null for none */
    HttpResponse<String> page(
            Visit visit, HttpStatus status, OrderView order, Form form, FieldErrors errors, @Nullable Made made) {
        Map<String, Object> model = new HashMap<>();
        model.put("o", of(visit, order));
        model.put("page", "/orders/" + order.id());
        model.put("bill", bill(visit, order));
        model.put("form", form);
        model.put("errors", errors);
        model.put("stale", false);
        model.put("made", made);
        return pages.page(visit, status, "order", model);
    }

    /** Whoever sees the config needs no second question. */
    private static BillOfContents bill(Visit visit, OrderView order) {
        return order.config() == null
                ? visit.scheduler().orders().contents(order.id())
                : BillOfContents.of(order.config(), true);
    }

    static OrderPage of(Visit visit, OrderView order) {
        return new OrderPage(order, new May(new Rights(), visit.role()));
    }

    /** A link that was just made. */
    public record Made(String act, String url, Instant until) {
        /** Without the address. */
        @Override
        public String toString() {
            return "Made[" + act + "]";
        }
    }
}

package org.cardpress.manager.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cardpress.manager.address.RecipientFields;
import org.cardpress.manager.web.Form;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.Recipient;
import org.jspecify.annotations.Nullable;

/** What stands around the config in the form of a new order: how many, for whom, of what kind. */
final class PlaceForm {
    private final Form form;
    private final ConfigForm configs;
    private final List<Problem.Detail> problems = new ArrayList<>();

    PlaceForm(Form form, ConfigForm configs) {
        this.form = form;
        this.configs = configs;
    }

    /** A new form; the key makes two submits of it one order. */
    static Form fresh(String key) {
        return Form.of(Map.of("key", key, "kind", "cards", "quantity", "1", Rows.FILES.counter(), "1"));
    }

    /** A new form that orders the same once more, for whom it was ordered before. */
    static Form again(String key, OrderView order, Form filled) {
        Recipient recipient = order.recipient();
        Form form = filled.with("key", key)
                .with("kind", order.kind() == OrderKind.LINK ? "link" : "cards")
                .with("name", order.name())
                .with("quantity", String.valueOf(Math.max(1, order.quantity())))
                .with("channel", order.channel())
                .with("cardSize", order.cardSize() == null ? "" : String.valueOf(order.cardSize()));
        return recipient == null ? form : RecipientFields.filled(form, recipient);
    }

    /** The form without rows in which nothing was typed, so that its numbers are those of the config. */
    static Form compact(Form form) {
        Form changed = form;
        for (Rows rows : Rows.ALL) {
            changed = rows.compact(changed);
        }
        return changed;
    }

    /** What is ordered; check {@link #problems} before it is used. */
    PlaceOrder order() {
        boolean link = form.text("kind").equals(OrderKind.LINK.wire());
        HotspotConfig config = configs.read(form);
        return new PlaceOrder(
                form.optional("key"),
                link ? OrderKind.LINK : OrderKind.CARDS,
                form.optional("name"),
                link ? null : whole("quantity"),
                link ? null : bytes("cardSize"),
                link ? whole("linkDays") : null,
                form.optional("channel"),
                null,
                null,
                null,
                link ? null : RecipientFields.optional(form),
                config);
    }

    /** What no order can be made of; the scheduler judges the rest. */
    List<Problem.Detail> problems() {
        List<Problem.Detail> all = new ArrayList<>(problems);
        all.addAll(configs.problems());
        return List.copyOf(all);
    }

    private @Nullable Integer whole(String field) {
        Long number = number(field, "-?[0-9]{1,9}");
        return number == null ? null : number.intValue();
    }

    private @Nullable Long bytes(String field) {
        return number(field, "[0-9]{1,15}");
    }

    private @Nullable Long number(String field, String pattern) {
        String typed = form.text(field);
        if (typed.isEmpty()) {
            return null;
        }
        if (!typed.matches(pattern)) {
            problems.add(new Problem.Detail(field, "\"" + typed + "\" (expected a whole number)"));
            return null;
        }
        return Long.valueOf(typed);
    }
}

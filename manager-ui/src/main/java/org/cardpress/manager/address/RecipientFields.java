package org.cardpress.manager.address;

import org.cardpress.manager.web.Form;
import org.cardpress.protocol.order.Recipient;
import org.jspecify.annotations.Nullable;

/** The five fields of a recipient, in the form of an order and in that of the address book. */
public final class RecipientFields {
    private static final Recipient NOBODY = new Recipient("", null, null, null, null);

    private RecipientFields() {}

    public static Form filled(Form form, Recipient recipient) {
        return form.with("recipient.name", recipient.name())
                .with("recipient.email", orEmpty(recipient.email()))
                .with("recipient.phone", orEmpty(recipient.phone()))
                .with("recipient.address", orEmpty(recipient.address()))
                .with("recipient.country", orEmpty(recipient.country()));
    }

    public static Recipient of(Form form) {
        return new Recipient(
                form.text("recipient.name"),
                form.optional("recipient.email"),
                form.optional("recipient.phone"),
                form.optional("recipient.address"),
                form.optional("recipient.country"));
    }

    /** Null where nothing was typed. */
    public static @Nullable Recipient optional(Form form) {
        Recipient recipient = of(form);
        return recipient.equals(NOBODY) ? null : recipient;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

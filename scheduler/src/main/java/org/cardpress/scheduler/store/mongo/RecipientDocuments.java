package org.cardpress.scheduler.store.mongo;

import org.bson.Document;
import org.cardpress.protocol.order.Recipient;

/** Maps a recipient, of an order or in an address book. */
final class RecipientDocuments {
    private RecipientDocuments() {}

    static Document toDocument(Recipient recipient) {
        return Fields.empty()
                .put("name", recipient.name())
                .put("email", recipient.email())
                .put("phone", recipient.phone())
                .put("address", recipient.address())
                .put("country", recipient.country())
                .document();
    }

    static Recipient fromFields(Fields recipient) {
        return new Recipient(
                recipient.text("name"),
                recipient.maybeText("email"),
                recipient.maybeText("phone"),
                recipient.maybeText("address"),
                recipient.maybeText("country"));
    }
}

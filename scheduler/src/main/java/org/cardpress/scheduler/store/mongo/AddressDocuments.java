package org.cardpress.scheduler.store.mongo;

import org.bson.Document;
import org.cardpress.protocol.address.SavedAddress;
import org.cardpress.scheduler.record.AddressBook;

/** Maps an address book to its document. */
final class AddressDocuments {
    private AddressDocuments() {}

    static Document toDocument(AddressBook book) {
        return Fields.empty()
                .put("_id", book.key())
                .put("version", book.version())
                .putAll("addresses", book.addresses(), AddressDocuments::address)
                .document();
    }

    static AddressBook fromDocument(Document document) {
        Fields book = new Fields(document);
        return new AddressBook(
                book.text("_id"), book.number("version"), book.all("addresses", AddressDocuments::address));
    }

    private static Document address(SavedAddress address) {
        return Fields.empty()
                .put("id", address.id())
                .put("version", address.version())
                .put("recipient", address.recipient(), RecipientDocuments::toDocument)
                .put("changedBy", address.changedBy())
                .put("changedAt", address.changedAt())
                .document();
    }

    private static SavedAddress address(Fields address) {
        return new SavedAddress(
                address.text("id"),
                address.number("version"),
                address.one("recipient", RecipientDocuments::fromFields),
                address.text("changedBy"),
                address.instant("changedAt"));
    }
}

package org.cardpress.scheduler.store.mongo;

import org.bson.Document;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.scheduler.record.Aside;

/** Maps a slot that is out of service to its document. */
final class AsideDocuments {
    private AsideDocuments() {}

    static Document toDocument(Aside aside) {
        SlotAside slot = aside.slot();
        return Fields.empty()
                .put("_id", aside.key())
                .put("version", aside.version())
                .put("host", aside.host())
                .put("slot", slot.slot())
                .put("reason", slot.reason())
                .put("by", slot.by())
                .put("at", slot.at())
                .document();
    }

    static Aside fromDocument(Document document) {
        Fields aside = new Fields(document);
        return new Aside(
                aside.text("host"),
                aside.number("version"),
                new SlotAside(aside.text("slot"), aside.text("reason"), aside.text("by"), aside.instant("at")));
    }
}

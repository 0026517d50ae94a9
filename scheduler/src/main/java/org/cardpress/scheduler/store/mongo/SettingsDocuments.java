package org.cardpress.scheduler.store.mongo;

import org.bson.Document;
import org.cardpress.protocol.catalog.ShopSettings;
import org.cardpress.scheduler.record.SettingsRecord;

/** Maps the settings of managers to their document. */
final class SettingsDocuments {
    private SettingsDocuments() {}

    static Document toDocument(SettingsRecord kept) {
        ShopSettings settings = kept.settings();
        return Fields.empty()
                .put("_id", kept.key())
                .put("version", settings.version())
                .put("channel", settings.channel())
                .put("warehouse", settings.warehouse())
                .put("linkDays", settings.linkDays())
                .put("guestDays", settings.guestDays())
                .put("changedBy", settings.changedBy())
                .put("changedAt", settings.changedAt())
                .document();
    }

    static SettingsRecord fromDocument(Document document) {
        Fields settings = new Fields(document);
        return new SettingsRecord(new ShopSettings(
                settings.number("version"),
                settings.maybeText("channel"),
                settings.maybeText("warehouse"),
                settings.smallNumber("linkDays"),
                settings.smallNumber("guestDays"),
                settings.text("changedBy"),
                settings.instant("changedAt")));
    }
}

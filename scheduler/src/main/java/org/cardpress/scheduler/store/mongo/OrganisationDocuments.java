package org.cardpress.scheduler.store.mongo;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;
import org.cardpress.protocol.organisation.Amount;
import org.cardpress.protocol.organisation.LedgerEntry;
import org.cardpress.protocol.organisation.Quota;
import org.cardpress.scheduler.record.Ledger;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.Organisation;

/** Maps an organisation with its ledger to its document. */
final class OrganisationDocuments {
    private OrganisationDocuments() {}

    static Document toDocument(Organisation organisation) {
        Ledger ledger = organisation.ledger();
        List<Map.Entry<OrderId, Ledger.Held>> held = ledger.held().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList();
        return Fields.empty()
                .put("_id", organisation.slug())
                .put("version", organisation.version())
                .put("name", organisation.name())
                .put("active", organisation.active())
                .put("quotaCards", organisation.quota().cards())
                .put("quotaBytes", organisation.quota().bytes())
                .put("used", amount(ledger.used()))
                .putAll("held", held, OrganisationDocuments::held)
                .putAll("last", ledger.last(), OrganisationDocuments::entry)
                .document();
    }

    static Organisation fromDocument(Document document) {
        Fields organisation = new Fields(document);
        Map<OrderId, Ledger.Held> held = organisation.all("held", each -> each).stream()
                .collect(Collectors.toMap(
                        each -> new OrderId(each.text("order")),
                        each -> new Ledger.Held(
                                each.one("amount", OrganisationDocuments::amount), each.instant("since"))));
        return new Organisation(
                organisation.text("_id"),
                organisation.number("version"),
                organisation.text("name"),
                organisation.flag("active"),
                new Quota(organisation.maybeNumber("quotaCards"), organisation.maybeNumber("quotaBytes")),
                new Ledger(
                        held,
                        organisation.one("used", OrganisationDocuments::amount),
                        organisation.all("last", OrganisationDocuments::entry)));
    }

    private static Document held(Map.Entry<OrderId, Ledger.Held> held) {
        return Fields.empty()
                .put("order", held.getKey().value())
                .put("amount", amount(held.getValue().amount()))
                .put("since", held.getValue().since())
                .document();
    }

    private static Document entry(LedgerEntry entry) {
        return Fields.empty()
                .put("at", entry.at())
                .put("order", entry.order())
                .put("kind", entry.kind().wire())
                .put("amount", amount(entry.amount()))
                .document();
    }

    private static LedgerEntry entry(Fields entry) {
        return new LedgerEntry(
                entry.instant("at"),
                entry.text("order"),
                LedgerEntry.Kind.ofWire(entry.text("kind")),
                entry.one("amount", OrganisationDocuments::amount));
    }

    private static Document amount(Amount amount) {
        return Fields.empty()
                .put("cards", amount.cards())
                .put("bytes", amount.bytes())
                .document();
    }

    private static Amount amount(Fields amount) {
        return new Amount(amount.number("cards"), amount.number("bytes"));
    }
}

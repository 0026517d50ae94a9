package org.cardpress.scheduler.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.catalog.UserView;
import org.cardpress.protocol.organisation.LedgerEntry;
import org.cardpress.protocol.organisation.OrganisationView;
import org.cardpress.scheduler.record.Host;
import org.cardpress.scheduler.record.Ledger;
import org.cardpress.scheduler.record.Organisation;
import org.cardpress.scheduler.record.User;

/** Records of the catalog as the API shows them. */
final class CatalogViews {
    private CatalogViews() {}

    static UserView user(User user) {
        return new UserView(
                user.username(), user.role(), user.active(), user.email(), user.createdAt(), user.organisation());
    }

    static OrganisationView organisation(Organisation organisation, boolean whole) {
        Ledger ledger = organisation.ledger();
        List<LedgerEntry> moves = new ArrayList<>(whole ? ledger.last() : List.of());
        Collections.reverse(moves);
        return new OrganisationView(
                organisation.slug(),
                organisation.name(),
                organisation.active(),
                organisation.quota(),
                ledger.heldInAll(),
                ledger.used(),
                organisation.quota().left(ledger.all()),
                moves);
    }

    static HostView host(Host host, List<SlotAside> aside) {
        return new HostView(
                host.name(),
                host.status(),
                host.account(),
                host.kinds(),
                host.slots(),
                host.diskFree(),
                host.agents(),
                host.createdAt(),
                host.lastSeen(),
                aside);
    }
}

package org.cardpress.protocol.organisation;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * An organisation.
 *
 * @param active whether its members may place orders
 * @param held by orders that are being made
 * @param used by orders that were made
 * @param left of the quota
 * @param ledger its last moves, newest first; only in the answer for one organisation
 */
@Serdeable
public record OrganisationView(
        String slug,
        String name,
        boolean active,
        Quota quota,
        Amount held,
        Amount used,
        Quota left,
        List<LedgerEntry> ledger) {
    public OrganisationView {
        ledger = List.copyOf(ledger);
    }
}

package org.cardpress.scheduler.record;

import org.cardpress.protocol.organisation.Quota;

/** An organisation with its quota and ledger; the parameters are those of {@link org.cardpress.protocol.organisation.OrganisationView}. */
public record Organisation(String slug, long version, String name, boolean active, Quota quota, Ledger ledger)
        implements Keyed {
    @Override
    public String key() {
        return slug;
    }

    /** The same with another ledger, as its next version. */
    public Organisation with(Ledger next) {
        return new Organisation(slug, version + 1, name, active, quota, next);
    }
}

package org.cardpress.protocol.client;

import org.cardpress.protocol.Page;
import org.cardpress.protocol.organisation.Member;
import org.cardpress.protocol.organisation.OrganisationChange;
import org.cardpress.protocol.organisation.OrganisationView;

/** The part of {@link SchedulerClient} about organisations. */
public final class OrganisationCalls {
    private final Calls calls;

    OrganisationCalls(Calls calls) {
        this.calls = calls;
    }

    /** By slug. Role manager. */
    public Page<OrganisationView> list(int skip, int limit) {
        return calls.page(Calls.list("/organisations", skip, limit), OrganisationView.class);
    }

    /** One with the last moves of its ledger; those who are not managers see only their own. */
    public OrganisationView get(String slug) {
        return calls.call("GET", Query.path("organisations", slug), null, OrganisationView.class);
    }

    /** Adds it or changes the one of this slug. Role manager. */
    public OrganisationView put(String slug, OrganisationChange change) {
        return calls.call("PUT", Query.path("organisations", slug), change, OrganisationView.class);
    }

    public Page<Member> members(String slug, int skip, int limit) {
        return calls.page(Calls.list(Query.path("organisations", slug, "members"), skip, limit), Member.class);
    }
}

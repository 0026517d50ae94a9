package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.organisation.OrganisationChange;
import org.cardpress.protocol.organisation.Quota;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Ledger;
import org.cardpress.scheduler.record.Organisation;
import org.cardpress.scheduler.store.KeyedStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the organisations. They are never deleted, as orders speak of them; the members of an inactive one place no new orders. What
 * they may order is {@link Quotas}' matter. Safe for many threads.
 */
@Singleton
public final class Organisations {
    static final String WHAT = "organisation";

    private static final Logger LOG = LoggerFactory.getLogger(Organisations.class);
    private static final long MOST_CARDS = 1_000_000_000L;
    private static final long MOST_BYTES = 1L << 60;

    private final KeyedStore<Organisation> store;

    public Organisations(KeyedStore<Organisation> store) {
        this.store = store;
    }

    /** The organisation, for a manager, or for one of its members; not there for others. */
    public Organisation get(String slug, Actor by) {
        Optional<Organisation> found =
                by.role() == Role.MANAGER || slug.equals(by.organisation()) ? store.find(slug) : Optional.empty();
        return found.orElseThrow(() -> new ProblemException(
                ErrorCode.NOT_FOUND,
                WHAT + " \"" + Findings.cut(slug) + "\" (there is none of this name that you may see)"));
    }

    public List<Organisation> list(int skip, int limit) {
        return store.list(skip, limit);
    }

    public long count() {
        return store.count();
    }

    /** Adds it, or changes the one of this slug; its ledger stays. */
    public Organisation put(String slug, OrganisationChange change, Actor by) {
        Quota quota = change.quota();
        new Findings()
                .slug("slug", slug)
                .text("name", change.name(), 100)
                .expect(
                        isWithin(quota.cards(), MOST_CARDS),
                        "quota.cards",
                        quota.cards() + " (expected 0 to " + MOST_CARDS + ", or none for no limit)")
                .expect(
                        isWithin(quota.bytes(), MOST_BYTES),
                        "quota.bytes",
                        quota.bytes() + " (expected 0 to " + MOST_BYTES + ", or none for no limit)")
                .throwIfAny();
        Organisation first = new Organisation(slug, 1, change.name(), change.active(), quota, Ledger.EMPTY);
        Organisation saved = store.insert(first)
                ? first
                : Revision.change(
                        store,
                        WHAT,
                        slug,
                        before -> new Organisation(
                                slug, before.version() + 1, change.name(), change.active(), quota, before.ledger()));
        LOG.info("organisation {} put by {}: {}", slug, by.username(), change);
        return saved;
    }

    private static boolean isWithin(@Nullable Long number, long most) {
        return number == null || number >= 0 && number <= most;
    }
}

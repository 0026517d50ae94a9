package org.cardpress.protocol.audit;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which acts are asked for; what is null or empty does not restrict.
 *
 * @param who exact
 * @param about the beginning of the id or name; so an order's id finds what was done to its tasks too
 * @param since the first moment
 * @param before the moment after the last
 * @param upTo id of the newest entry that counts: a list that is read page by page stays the same while new acts are added
 */
public record AuditFilter(
        @Nullable String who,
        Set<Act> acts,
        @Nullable String about,
        @Nullable Instant since,
        @Nullable Instant before,
        @Nullable String upTo)
        implements Predicate<AuditEntry> {
    public static final AuditFilter ALL = new AuditFilter(null, Set.of(), null, null, null, null);

    public AuditFilter {
        acts = Set.copyOf(acts);
    }

    @Override
    public boolean test(AuditEntry entry) {
        return (who == null || who.equals(entry.who()))
                && (acts.isEmpty() || acts.contains(entry.act()))
                && (about == null || entry.about().startsWith(about))
                && (since == null || !entry.at().isBefore(since))
                && (before == null || entry.at().isBefore(before))
                && (upTo == null || entry.id().compareTo(upTo) <= 0);
    }
}

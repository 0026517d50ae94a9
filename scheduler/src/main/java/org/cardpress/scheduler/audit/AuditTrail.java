package org.cardpress.scheduler.audit;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.audit.AuditFilter;
import org.cardpress.protocol.auth.Role;
import org.cardpress.scheduler.record.TimeSorted;
import org.cardpress.scheduler.store.AuditStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what people did, and forgets what is older than {@link #KEPT} or more than {@link #MOST}. Refused sign-ins are
 * counted apart, so that somebody who guesses passwords pushes out nothing but those. Safe for many threads.
 */
@Singleton
public final class AuditTrail {
    public static final Duration KEPT = Duration.ofDays(400);
    public static final int MOST = 50_000;
    public static final int MOST_REFUSED = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final Set<Act> REFUSED = EnumSet.of(Act.SIGN_IN_REFUSED);
    private static final int LONGEST = 300;

    private final AuditStore store;
    private final Clock clock;
    private final RandomGenerator random;
    private long last;

    public AuditTrail(AuditStore store, Clock clock, RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Writes one act down after it was done. Where the store does not take it the act stands all the same, and the log of the
     * program tells it as an error.
     */
    public void note(String who, @Nullable Role role, Act act, String about, String detail, Origin origin) {
        Instant now = clock.instant();
        AuditEntry entry = new AuditEntry(
                fresh(now),
                now,
                printable(who),
                role,
                act,
                printable(about),
                printable(detail),
                origin.address(),
                origin.requestId());
        try {
            store.append(entry);
        } catch (RuntimeException e) {
            LOG.error("{} could not be written into the audit log", entry, e);
        }
    }

    /** Newest first. */
    public List<AuditEntry> list(AuditFilter filter, int skip, int limit) {
        return store.list(filter, skip, limit);
    }

    public long count(AuditFilter filter) {
        return store.count(filter);
    }

    /** Forgets what is too old or too much. */
    public void purge() {
        Instant before = clock.instant().minus(KEPT);
        long gone = store.purge(EnumSet.complementOf(EnumSet.copyOf(REFUSED)), before, MOST)
                + store.purge(REFUSED, before, MOST_REFUSED);
        if (gone > 0) {
            LOG.info("audit log: {} entries forgotten", gone);
        }
    }

    /** Ids of this program rise strictly, also within a millisecond. */
    private synchronized String fresh(Instant now) {
        last = Math.max(last + 1, now.toEpochMilli());
        return TimeSorted.fresh(Instant.ofEpochMilli(last), random);
    }

    private static String printable(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return cut.replaceAll("\\p{Cntrl}", " ");
    }

    /** Where a call came from, and the id that finds it in the log. */
    public record Origin(String address, String requestId) {}
}

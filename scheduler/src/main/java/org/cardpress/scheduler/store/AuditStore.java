package org.cardpress.scheduler.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.audit.AuditFilter;

/**
 * Keeps what people did. Entries are added and, when they are too old or too many, forgotten; never changed. Safe for many threads
 * and many schedulers; throws {@link StoreUnavailable}.
 */
public interface AuditStore {
    /** Adds an entry; one whose id is there already changes nothing. */
    void append(AuditEntry entry);

    /** Newest first, by id. */
    List<AuditEntry> list(AuditFilter filter, int skip, int limit);

    long count(AuditFilter filter);

    /** Of the entries of these acts, forgets those from before this moment and all but the newest {@code most}; answers how many. */
    long purge(Set<Act> acts, Instant before, int most);
}

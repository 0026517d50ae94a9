package org.cardpress.scheduler.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.audit.AuditFilter;

/** What people did, in memory, for tests. Held to the same contract as the real one. */
public final class InMemoryAuditStore implements AuditStore {
    private final TreeMap<String, AuditEntry> entries = new TreeMap<>();

    @Override
    public synchronized void append(AuditEntry entry) {
        entries.putIfAbsent(entry.id(), entry);
    }

    @Override
    public synchronized List<AuditEntry> list(AuditFilter filter, int skip, int limit) {
        return matching(filter).skip(skip).limit(limit).toList();
    }

    @Override
    public synchronized long count(AuditFilter filter) {
        return matching(filter).count();
    }

    @Override
    public synchronized long purge(Set<Act> acts, Instant before, int most) {
        int all = entries.size();
        entries.values().removeIf(each -> acts.contains(each.act()) && each.at().isBefore(before));
        List<String> tooMany = matching(new AuditFilter(null, acts, null, null, null, null))
                .skip(most)
                .map(AuditEntry::id)
                .toList();
        tooMany.forEach(entries::remove);
        return all - entries.size();
    }

    private Stream<AuditEntry> matching(AuditFilter filter) {
        return entries.descendingMap().values().stream().filter(filter);
    }
}

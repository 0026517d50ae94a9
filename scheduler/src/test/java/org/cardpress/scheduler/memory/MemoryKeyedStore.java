package org.cardpress.scheduler.memory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cardpress.scheduler.record.Keyed;
import org.cardpress.scheduler.store.KeyedStore;

/** Keeps records in a map. */
public final class MemoryKeyedStore<T extends Keyed> implements KeyedStore<T> {
    private final ConcurrentSkipListMap<String, T> records = new ConcurrentSkipListMap<>();

    @Override
    public boolean insert(T first) {
        return records.putIfAbsent(first.key(), first) == null;
    }

    @Override
    public Optional<T> find(String key) {
        return Optional.ofNullable(records.get(key));
    }

    @Override
    public boolean replace(T next) {
        AtomicBoolean done = new AtomicBoolean();
        records.computeIfPresent(next.key(), (key, before) -> {
            done.set(before.version() == next.version() - 1);
            return done.get() ? next : before;
        });
        return done.get();
    }

    @Override
    public boolean delete(String key, long version) {
        AtomicBoolean done = new AtomicBoolean();
        records.computeIfPresent(key, (same, before) -> {
            done.set(before.version() == version);
            return done.get() ? null : before;
        });
        return done.get();
    }

    @Override
    public List<T> list(int skip, int limit) {
        return records.values().stream().skip(skip).limit(limit).toList();
    }

    @Override
    public long count() {
        return records.size();
    }
}

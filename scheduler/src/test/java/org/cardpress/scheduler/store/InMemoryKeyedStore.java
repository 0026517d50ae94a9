package org.cardpress.scheduler.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.cardpress.scheduler.record.Keyed;

/** Keyed records in memory, for tests. Held to the same contract as the real one. */
public final class InMemoryKeyedStore<T extends Keyed> implements KeyedStore<T> {
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
        T before = records.get(next.key());
        return before != null && before.version() == next.version() - 1 && records.replace(next.key(), before, next);
    }

    @Override
    public boolean delete(String key, long version) {
        T before = records.get(key);
        return before != null && before.version() == version && records.remove(key, before);
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

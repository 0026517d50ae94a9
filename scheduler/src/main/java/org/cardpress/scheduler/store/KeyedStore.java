package org.cardpress.scheduler.store;

import java.util.List;
import java.util.Optional;
import org.cardpress.scheduler.record.Keyed;

/**
 * Keeps records that are found by one key: users, channels, warehouses, hosts. Safe for many threads and many schedulers. Every
 * method throws {@link StoreUnavailable} where the store cannot be reached.
 */
public interface KeyedStore<T extends Keyed> {
    /** Adds a record of version 1; false where the key is taken, and then nothing is changed. */
    boolean insert(T first);

    Optional<T> find(String key);

    /** Puts {@code next} in the place of the record with its key and the version before its own; false where that is not there. */
    boolean replace(T next);

    /** Removes the record with this key and version; false where that is not there. */
    boolean delete(String key, long version);

    /** By key. */
    List<T> list(int skip, int limit);

    long count();
}

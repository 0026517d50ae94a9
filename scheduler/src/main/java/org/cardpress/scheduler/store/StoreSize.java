package org.cardpress.scheduler.store;

import java.util.OptionalLong;

/** Tells how large the store is. */
@FunctionalInterface
public interface StoreSize {
    /** Bytes on disk; empty where the store does not tell. Throws {@link StoreUnavailable} where it cannot be reached. */
    OptionalLong bytes();
}

package org.cardpress.scheduler.record;

/** A record that is found by its key and changed by compare-and-set on its version. */
public interface Keyed {
    String key();

    /** Rises by one with each change; 1 when first stored. */
    long version();
}

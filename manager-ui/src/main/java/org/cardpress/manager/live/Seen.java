package org.cardpress.manager.live;

/**
 * What was last known of a thing.
 *
 * @param stale whether the scheduler has not answered since: the value may be old
 */
public record Seen<V>(V value, boolean stale) {}

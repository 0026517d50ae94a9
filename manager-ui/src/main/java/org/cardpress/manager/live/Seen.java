package org.cardpress.manager.live;

import org.jspecify.annotations.Nullable;

/**
 * What was last known of a thing.
 *
 * @param value null before the first answer
 * @param stale whether the scheduler has not answered since: the value may be old
 */
public record Seen<V>(@Nullable V value, boolean stale) {}

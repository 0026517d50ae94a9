package org.cardpress.protocol.catalog;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * What a warehouse told last.
 *
 * @param warehouse slug
 * @param at when it told, by the scheduler's clock
 */
@Serdeable
public record WarehouseRoom(String warehouse, Instant at, WarehouseTold told) {
    /** Bytes that uploads may still use. */
    public long room() {
        return Math.max(0, told.free() - told.reserve());
    }

    /** Seconds by which its clock is ahead of the scheduler's, negative where behind, the way of the message included. */
    public long secondsAhead() {
        return told.clock().getEpochSecond() - at.getEpochSecond();
    }
}

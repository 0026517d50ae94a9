package org.cardpress.scheduler.order;

import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.scheduler.record.Actor;

/** Looks up the files that an order's customer uploaded. */
@FunctionalInterface
public interface OwnFiles {
    /**
     * The config with the exact size and checksum of each upload it names.
     *
     * @throws ProblemException {@code MALFORMED} with each upload that is not there for this caller, or not complete
     */
    HotspotConfig pinned(HotspotConfig config, Actor by);
}

package org.cardpress.scheduler.order;

import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.HotspotConfig;

/** Looks up what an order chose from a catalog. */
@FunctionalInterface
public interface Books {
    /**
     * The config with an exact URL, size and checksum for each of its books that has no URL yet.
     *
     * @throws ProblemException {@code MALFORMED} with each book that cannot be had, and why; {@code UNAVAILABLE} where a library does
     *     not answer
     */
    HotspotConfig pinned(HotspotConfig config);
}

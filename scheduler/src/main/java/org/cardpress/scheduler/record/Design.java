package org.cardpress.scheduler.record;

import java.time.Instant;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.jspecify.annotations.Nullable;

/** One version of a config that somebody keeps. */
public record Design(Head head, HotspotConfig config) {
    /** The version after this one. */
    public Design next(String name, String by, Instant at, @Nullable String note, HotspotConfig changed) {
        return new Design(new Head(head.id, head.version + 1, name, head.owner, by, at, note), changed);
    }

    /**
     * What is told of it in lists.
     *
     * @param id in the form of an {@link OrderId}, so that the order of ids is that of age
     * @param version from 1
     * @param owner account that kept it first
     * @param note what this version is about; null for none
     */
    public record Head(
            String id,
            long version,
            String name,
            String owner,
            String changedBy,
            Instant changedAt,
            @Nullable String note) {}
}

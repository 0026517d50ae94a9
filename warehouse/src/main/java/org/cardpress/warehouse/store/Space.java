package org.cardpress.warehouse.store;

import java.io.IOException;

/** Keeps a reserve of the disk free: uploads end before the disk is full, so that everything else on it goes on working. */
public final class Space {
    private final Root root;
    private final SpaceProbe probe;
    private final long reserve;

    /** @param reserve bytes that uploads must leave free */
    public Space(Root root, SpaceProbe probe, long reserve) {
        this.root = root;
        this.probe = probe;
        this.reserve = reserve;
    }

    /** Refuses when {@code bytes} more do not fit. */
    public void require(long bytes) throws IOException {
        grant(bytes, bytes);
    }

    /** Bytes that may be written before asking again: at least {@code wanted}, or it refuses; at most {@code most}. */
    long grant(long wanted, long most) throws IOException {
        long usable = probe.usable(root.top());
        long room = Math.max(0, usable - reserve);
        if (wanted > room) {
            throw new UploadRefused(
                    UploadRefused.Reason.NO_SPACE,
                    "No room for " + wanted + " bytes: " + usable + " free, " + reserve + " of them kept in reserve, "
                            + room + " left for uploads");
        }
        return Math.max(wanted, Math.min(most, room));
    }
}

package org.cardpress.protocol.catalog;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What managers set while the scheduler runs: what an order or a link gets where it says nothing itself.
 *
 * @param version 0 where nothing was ever set, one more with each change
 * @param channel slug; null for the one called {@code default}, or the only one
 * @param warehouse slug; null for the one called {@code default}, or the only one
 * @param linkDays days that a download lives
 * @param guestDays days that a link for people without an account lives
 * @param changedBy account that set these; null where nothing was ever set
 */
@Serdeable
public record ShopSettings(
        long version,
        @Nullable String channel,
        @Nullable String warehouse,
        int linkDays,
        int guestDays,
        @Nullable String changedBy,
        @Nullable Instant changedAt) {
    /** As long as nobody has set anything. */
    public static final ShopSettings DELIVERED = new ShopSettings(0, null, null, 14, 30, null, null);

    /** How it is now, in a few words. */
    public String words() {
        return "channel " + (channel == null ? "by rule" : channel) + ", warehouse "
                + (warehouse == null ? "by rule" : warehouse) + ", downloads " + linkDays + " days, links " + guestDays
                + " days";
    }
}

package org.cardpress.scheduler.order;

import java.util.Optional;
import org.cardpress.protocol.catalog.ShopSettings;
import org.jspecify.annotations.Nullable;

/** What an order may name of the catalog. */
public interface Places {
    /** The channel with this slug, or the default channel for null; empty where there is none. */
    Optional<String> channel(@Nullable String slug);

    /** The warehouse with this slug, or the default warehouse for null; empty where there is none. */
    Optional<String> warehouse(@Nullable String slug);

    /** Days that a download lives where the order names none. */
    default int linkDays() {
        return ShopSettings.DELIVERED.linkDays();
    }

    /** Whether a machine of this name has ever asked for work. */
    boolean knowsHost(String name);
}

package org.cardpress.scheduler.order;

import java.util.Optional;
import org.cardpress.protocol.hotspot.HotspotConfig;

/** Names images before they are made. */
@FunctionalInterface
public interface BuildKeys {
    /** None ever: every order has its image made. */
    BuildKeys NONE = config -> Optional.empty();

    /**
     * The same for two configs exactly where their images are the same if the same builder makes them; tells nothing of what is in
     * them. Empty where the config leaves open what its sources will give.
     */
    Optional<String> of(HotspotConfig config);
}

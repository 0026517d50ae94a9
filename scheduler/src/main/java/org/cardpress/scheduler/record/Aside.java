package org.cardpress.scheduler.record;

import org.cardpress.protocol.catalog.SlotAside;

/** A card slot of one machine that is out of service. */
public record Aside(String host, long version, SlotAside slot) implements Keyed {
    /** No host name has a slash. */
    @Override
    public String key() {
        return key(host, slot.slot());
    }

    public static String key(String host, String slot) {
        return host + "/" + slot;
    }
}

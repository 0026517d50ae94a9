package org.cardpress.scheduler.record;

import org.cardpress.protocol.catalog.ShopSettings;

/** The settings of managers; there is one record of them. */
public record SettingsRecord(ShopSettings settings) implements Keyed {
    public static final String KEY = "shop";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public long version() {
        return settings.version();
    }
}

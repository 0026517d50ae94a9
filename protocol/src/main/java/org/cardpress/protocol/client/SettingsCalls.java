package org.cardpress.protocol.client;

import org.cardpress.protocol.catalog.SettingsChange;
import org.cardpress.protocol.catalog.ShopSettings;

/** The part of {@link SchedulerClient} about what managers set while the scheduler runs. */
public final class SettingsCalls {
    private final Calls calls;

    SettingsCalls(Calls calls) {
        this.calls = calls;
    }

    /** What managers set while the scheduler runs. Role manager. */
    public ShopSettings get() {
        return calls.call("GET", "/settings", null, ShopSettings.class);
    }

    /** {@code state.revision} where the version that was read is not the newest any more. Role manager. */
    public ShopSettings change(SettingsChange change) {
        return calls.call("PUT", "/settings", change, ShopSettings.class);
    }
}

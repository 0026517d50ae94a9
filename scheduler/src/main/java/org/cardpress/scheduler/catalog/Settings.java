package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.cardpress.protocol.catalog.SettingsChange;
import org.cardpress.protocol.catalog.ShopSettings;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.ChannelRecord;
import org.cardpress.scheduler.record.SettingsRecord;
import org.cardpress.scheduler.record.WarehouseRecord;
import org.cardpress.scheduler.store.KeyedStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what managers set while the scheduler runs. Read from the store each time, so that all schedulers on one store go by the same. How the
 * programs themselves run is not set here but in their configuration.
 */
@Singleton
public final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final int MOST_DAYS = 365;

    private final KeyedStore<SettingsRecord> store;
    private final KeyedStore<ChannelRecord> channels;
    private final KeyedStore<WarehouseRecord> warehouses;
    private final Clock clock;

    public Settings(
            KeyedStore<SettingsRecord> store,
            KeyedStore<ChannelRecord> channels,
            KeyedStore<WarehouseRecord> warehouses,
            Clock clock) {
        this.store = store;
        this.channels = channels;
        this.warehouses = warehouses;
        this.clock = clock;
    }

    public ShopSettings now() {
        return store.find(SettingsRecord.KEY).map(SettingsRecord::settings).orElse(ShopSettings.DELIVERED);
    }

    /** @throws ProblemException {@code REVISION} where they were changed since the caller read them; {@code MALFORMED} */
    public ShopSettings change(SettingsChange wanted, Actor by) {
        check(wanted);
        ShopSettings before = now();
        SettingsRecord next = new SettingsRecord(new ShopSettings(
                wanted.version() + 1,
                wanted.channel(),
                wanted.warehouse(),
                wanted.linkDays(),
                wanted.guestDays(),
                by.username(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        boolean first = wanted.version() == 0;
        if (wanted.version() != before.version() || !(first ? store.insert(next) : store.replace(next))) {
            ShopSettings now = now();
            throw new ProblemException(
                    ErrorCode.REVISION,
                    "the settings were changed by " + now.changedBy() + " at " + now.changedAt()
                            + ": they are of version " + now.version() + " (expected " + wanted.version()
                            + "; read them and save again)");
        }
        LOG.info("settings changed by {}: {}", by.username(), next.settings().words());
        return next.settings();
    }

    private void check(SettingsChange wanted) {
        new Findings()
                .expect(wanted.version() >= 0, "version", wanted.version() + " (expected the one that was read)")
                .expect(
                        wanted.channel() == null
                                || channels.find(wanted.channel())
                                        .filter(each -> each.channel().active())
                                        .isPresent(),
                        "channel",
                        said(wanted.channel(), "channel"))
                .expect(
                        wanted.warehouse() == null
                                || warehouses
                                        .find(wanted.warehouse())
                                        .filter(each -> each.warehouse().active())
                                        .isPresent(),
                        "warehouse",
                        said(wanted.warehouse(), "warehouse"))
                .expect(isLife(wanted.linkDays()), "linkDays", wanted.linkDays() + " (expected 1 to " + MOST_DAYS + ")")
                .expect(
                        isLife(wanted.guestDays()),
                        "guestDays",
                        wanted.guestDays() + " (expected 1 to " + MOST_DAYS + ")")
                .throwIfAny();
    }

    private static boolean isLife(int days) {
        return days >= 1 && days <= MOST_DAYS;
    }

    private static String said(@Nullable String slug, String what) {
        return "\"" + Findings.cut(String.valueOf(slug)) + "\" (expected the slug of an active " + what + ")";
    }
}

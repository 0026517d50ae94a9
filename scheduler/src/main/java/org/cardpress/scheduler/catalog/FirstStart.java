package org.cardpress.scheduler.catalog;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.scheduler.auth.Passwords;
import org.cardpress.scheduler.record.ChannelRecord;
import org.cardpress.scheduler.record.User;
import org.cardpress.scheduler.record.WarehouseRecord;
import org.cardpress.scheduler.store.KeyedStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what an empty store lacks: the first administrator, whose random password is told once and written nowhere, the default
 * channel and the default warehouse. Touches nothing of a kind that is there already.
 */
public final class FirstStart {
    public static final String ADMINISTRATOR = "admin";

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private final KeyedStore<User> users;
    private final KeyedStore<ChannelRecord> channels;
    private final KeyedStore<WarehouseRecord> warehouses;
    private final Passwords passwords;
    private final Clock clock;

    public FirstStart(
            KeyedStore<User> users,
            KeyedStore<ChannelRecord> channels,
            KeyedStore<WarehouseRecord> warehouses,
            Passwords passwords,
            Clock clock) {
        this.users = users;
        this.channels = channels;
        this.warehouses = warehouses;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Of several schedulers that start at once on one store, exactly one tells a password. */
    public void administrator(Consumer<Credentials> tell) {
        if (users.count() > 0) {
            return;
        }
        String password = passwords.fresh();
        User first = new User(
                ADMINISTRATOR, 1, passwords.hash(password), Role.MANAGER, true, clock.millis(), null, clock.instant());
        if (users.insert(first)) {
            LOG.info("first start: account {} was made; its password is told once, on the console", ADMINISTRATOR);
            tell.accept(new Credentials(ADMINISTRATOR, password));
        }
    }

    public void channel(Optional<Channel> first) {
        if (first.isPresent() && channels.count() == 0) {
            channels.insert(new ChannelRecord(1, first.get()));
        }
    }

    public void warehouse(Optional<Warehouse> first) {
        if (first.isPresent() && warehouses.count() == 0) {
            warehouses.insert(new WarehouseRecord(1, first.get()));
        }
    }
}

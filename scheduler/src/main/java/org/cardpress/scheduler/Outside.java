package org.cardpress.scheduler;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import org.cardpress.scheduler.auth.PasswordCost;
import org.cardpress.scheduler.auth.Passwords;
import org.cardpress.scheduler.auth.SigningKey;
import org.cardpress.scheduler.catalog.FirstStart;
import org.cardpress.scheduler.guest.TicketSigner;
import org.cardpress.scheduler.record.ChannelRecord;
import org.cardpress.scheduler.record.User;
import org.cardpress.scheduler.record.WarehouseRecord;
import org.cardpress.scheduler.store.KeyedStore;

/** What comes from outside of the program: time, randomness, the key on the disk, what the operator configured. */
@Factory
final class Outside {
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Singleton
    SigningKey signingKey(SchedulerConfig config, SecureRandom random) {
        return SigningKey.from(config.stateDir().resolve("token.key"), random);
    }

    @Singleton
    TicketSigner ticketSigner(SchedulerConfig config, SecureRandom random) {
        return new TicketSigner(SigningKey.from(config.stateDir().resolve("link.key"), random));
    }

    @Singleton
    Passwords passwords(SchedulerConfig config, SecureRandom random) {
        PasswordCost cost = config.passwordCost();
        return new Passwords(cost, random);
    }

    @Singleton
    FirstStart firstStart(
            KeyedStore<User> users,
            KeyedStore<ChannelRecord> channels,
            KeyedStore<WarehouseRecord> warehouses,
            Passwords passwords,
            Clock clock) {
        return new FirstStart(users, channels, warehouses, passwords, clock);
    }
}

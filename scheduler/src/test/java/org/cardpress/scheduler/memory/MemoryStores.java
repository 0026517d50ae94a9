package org.cardpress.scheduler.memory;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.cardpress.scheduler.record.ChannelRecord;
import org.cardpress.scheduler.record.Host;
import org.cardpress.scheduler.record.User;
import org.cardpress.scheduler.record.WarehouseRecord;
import org.cardpress.scheduler.store.KeyedStore;
import org.cardpress.scheduler.store.RefreshTokenStore;

/** Stores that forget everything at the end. */
@Factory
@Requires(property = "cardpress.test.memory", value = "true")
final class MemoryStores {
    @Singleton
    KeyedStore<User> users() {
        return new MemoryKeyedStore<>();
    }

    @Singleton
    KeyedStore<ChannelRecord> channels() {
        return new MemoryKeyedStore<>();
    }

    @Singleton
    KeyedStore<WarehouseRecord> warehouses() {
        return new MemoryKeyedStore<>();
    }

    @Singleton
    KeyedStore<Host> hosts() {
        return new MemoryKeyedStore<>();
    }

    @Singleton
    RefreshTokenStore refreshTokens() {
        return new MemoryRefreshTokens();
    }
}

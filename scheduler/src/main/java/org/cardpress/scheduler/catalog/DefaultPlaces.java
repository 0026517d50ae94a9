package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.cardpress.scheduler.order.Places;
import org.cardpress.scheduler.record.ChannelRecord;
import org.cardpress.scheduler.record.Host;
import org.cardpress.scheduler.record.Keyed;
import org.cardpress.scheduler.record.WarehouseRecord;
import org.cardpress.scheduler.store.KeyedStore;
import org.jspecify.annotations.Nullable;

/**
 * Finds the channel and the warehouse of a new order. The default is the one that managers {@link Settings set}, while it is active; where they set
 * none, the active one with the slug {@code default}; where there is none of that name, the only active one.
 */
@Singleton
public final class DefaultPlaces implements Places {
    private static final String DEFAULT = "default";

    private final KeyedStore<ChannelRecord> channels;
    private final KeyedStore<WarehouseRecord> warehouses;
    private final KeyedStore<Host> hosts;
    private final Settings settings;

    public DefaultPlaces(
            KeyedStore<ChannelRecord> channels,
            KeyedStore<WarehouseRecord> warehouses,
            KeyedStore<Host> hosts,
            Settings settings) {
        this.channels = channels;
        this.warehouses = warehouses;
        this.hosts = hosts;
        this.settings = settings;
    }

    @Override
    public Optional<String> channel(@Nullable String slug) {
        return find(channels, slug == null ? settings.now().channel() : slug, record -> record.channel()
                .active());
    }

    @Override
    public Optional<String> warehouse(@Nullable String slug) {
        return find(warehouses, slug == null ? settings.now().warehouse() : slug, record -> record.warehouse()
                .active());
    }

    @Override
    public int linkDays() {
        return settings.now().linkDays();
    }

    @Override
    public boolean knowsHost(String name) {
        return hosts.find(name).isPresent();
    }

    private static <T extends Keyed> Optional<String> find(
            KeyedStore<T> store, @Nullable String slug, Predicate<T> active) {
        Function<T, String> key = Keyed::key;
        if (slug != null) {
            return store.find(slug).filter(active).map(key);
        }
        return store.find(DEFAULT).filter(active).map(key).or(() -> only(store, active)
                .map(key));
    }

    private static <T extends Keyed> Optional<T> only(KeyedStore<T> store, Predicate<T> active) {
        List<T> found = store.list(0, 200).stream().filter(active).limit(2).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}

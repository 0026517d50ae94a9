package org.cardpress.scheduler.floor;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.cardpress.protocol.floor.HostFloor;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.scheduler.order.OrderWatcher;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.OrderFilter;
import org.cardpress.scheduler.store.OrderStore;
import org.jspecify.annotations.Nullable;

/**
 * What orders have to do with the card slots of each host: read from the store once, and then fed by every order that is moved here.
 * On a store that other schedulers share it is read anew while somebody asks, at most every half second and for a tenth of the time. Memory: some 300 bytes for each
 * order whose cards are written or wait to be sent, and a kilobyte for each slot that it used. Safe for many threads.
 */
@Singleton
public final class FloorOrders implements OrderWatcher {
    static final Duration FRESH = Duration.ofMillis(500);
    static final int MOST_TO_SHIP = 20;

    private static final int PAGE = 50;

    private final OrderStore store;
    private final boolean shared;
    private final Clock clock;
    private final Map<OrderId, AtSlots> orders = new HashMap<>();
    private final Map<String, Map<OrderId, AtSlots>> byHost = new HashMap<>();
    private final TreeMap<OrderId, HostFloor.Order> toShip = new TreeMap<>(Comparator.reverseOrder());
    /** Orders that were shown while the store is read: what is read may be older. Null while it is not. */
    private @Nullable Set<OrderId> shownMeanwhile;

    private final Object reading = new Object();
    private volatile Instant readUntil = Instant.MIN;
    private volatile Consumer<String> host = name -> {};
    private volatile Runnable everywhere = () -> {};

    /** @param shared whether other schedulers may work on the same store */
    public FloorOrders(
            OrderStore store,
            @Property(name = "cardpress.shared-store", defaultValue = "false") boolean shared,
            Clock clock) {
        this.store = store;
        this.shared = shared;
        this.clock = clock;
    }

    /** Whom to tell that a host looks different, or that all do; by the thread that moves the order, so it must be quick. */
    void ring(Consumer<String> newHost, Runnable newEverywhere) {
        host = newHost;
        everywhere = newEverywhere;
    }

    /** What is known of the slots of this host. Blocks while the store is read. */
    Work at(String name) {
        refresh();
        synchronized (this) {
            Map<String, Held> slots = new HashMap<>();
            int waiting = 0;
            for (AtSlots order : byHost.getOrDefault(name, Map.of()).values()) {
                AtSlots.AtHost here = order.hosts().getOrDefault(name, new AtSlots.AtHost(Map.of(), 0));
                waiting += here.waiting();
                here.slots()
                        .forEach((slot, task) -> slots.merge(slot, new Held(task, order.brief()), Held::orThatOther));
            }
            return new Work(
                    slots, waiting, toShip.values().stream().limit(MOST_TO_SHIP).toList());
        }
    }

    @Override
    public void shown(Order order) {
        move(order.id(), AtSlots.of(order).orElse(null), order.version(), true);
    }

    @Override
    public void gone(OrderId id) {
        move(id, null, Long.MAX_VALUE, true);
    }

    /** Takes what was read or saved for what is; tells who looks different by that. */
    private void move(OrderId id, @Nullable AtSlots now, long version, boolean fresh) {
        Set<String> hosts;
        boolean all;
        synchronized (this) {
            AtSlots before = orders.get(id);
            boolean knownBetter = !fresh && shownMeanwhile != null && shownMeanwhile.contains(id);
            if (knownBetter || before != null && before.version() > version) {
                return;
            }
            if (fresh && shownMeanwhile != null) {
                shownMeanwhile.add(id);
            }
            hosts = AtSlots.changed(before, now);
            HostFloor.Order shipped = AtSlots.shipped(now);
            all = !Objects.equals(AtSlots.shipped(before), shipped);
            put(id, before, now);
        }
        if (all) {
            everywhere.run();
        } else {
            hosts.forEach(host);
        }
    }

    private void put(OrderId id, @Nullable AtSlots before, @Nullable AtSlots now) {
        if (before != null) {
            orders.remove(id);
            toShip.remove(id);
            for (String name : before.hosts().keySet()) {
                byHost.computeIfPresent(name, (key, there) -> {
                    there.remove(id);
                    return there.isEmpty() ? null : there;
                });
            }
        }
        if (now != null) {
            orders.put(id, now);
            now.hosts().keySet().forEach(name -> byHost.computeIfAbsent(name, key -> new HashMap<>())
                    .put(id, now));
            if (now.toShip()) {
                toShip.put(id, now.brief());
            }
        }
    }

    private void refresh() {
        if (isFresh()) {
            return;
        }
        synchronized (reading) {
            if (!isFresh()) {
                Instant begin = clock.instant();
                read();
                readUntil =
                        shared ? clock.instant().plus(pause(Duration.between(begin, clock.instant()))) : Instant.MAX;
            }
        }
    }

    /** However much there is to read, nine tenths of the time nothing is read. */
    private static Duration pause(Duration took) {
        Duration pause = took.multipliedBy(9);
        return pause.compareTo(FRESH) > 0 ? pause : FRESH;
    }

    private boolean isFresh() {
        return readUntil.equals(Instant.MAX) || clock.instant().isBefore(readUntil);
    }

    private void read() {
        synchronized (this) {
            shownMeanwhile = new HashSet<>();
        }
        try {
            Set<OrderId> found = new HashSet<>();
            // From the last one on and not by number, so that one that leaves meanwhile hides no other.
            String upTo = null;
            List<Order> page;
            do {
                page = store.list(
                        new OrderFilter(AtSlots.STATUSES, OrderKind.CARDS, null, null, null, null, upTo), 0, PAGE);
                for (Order order : page) {
                    found.add(order.id());
                    move(order.id(), AtSlots.of(order).orElse(null), order.version(), false);
                    upTo = order.id().value();
                }
            } while (page.size() == PAGE);
            List<OrderId> known;
            synchronized (this) {
                known = new ArrayList<>(orders.keySet());
            }
            known.removeAll(found);
            known.forEach(id -> move(id, null, Long.MAX_VALUE, false));
        } finally {
            synchronized (this) {
                shownMeanwhile = null;
            }
        }
    }

    /**
     * What a host's slots have to do.
     *
     * @param slots by name; one that is not in it has nothing to show
     * @param waiting cards that wait for a slot
     * @param toShip orders of all hosts, youngest first
     */
    record Work(Map<String, Held> slots, int waiting, List<HostFloor.Order> toShip) {}

    /** A task in its slot, with its order. */
    record Held(TaskView task, HostFloor.Order order) {
        private Held orThatOther(Held other) {
            return AtSlots.SHOWN.compare(task, other.task) < 0 ? other : this;
        }
    }
}

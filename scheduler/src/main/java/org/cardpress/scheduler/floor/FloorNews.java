package org.cardpress.scheduler.floor;

import io.micronaut.context.annotation.Property;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.floor.HostFloor;
import org.cardpress.scheduler.catalog.HostBell;
import org.cardpress.scheduler.catalog.Hosts;
import org.cardpress.scheduler.catalog.SlotsAside;
import org.cardpress.scheduler.record.Host;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who wait for it how a host's card slots look, as soon as they look different: without a thread held, and without asking
 * the store unless the host itself changed. A version is made of what it stands for, so it is the same whichever scheduler is asked, and
 * after a restart. Remembers one sight of each host that was asked for. Safe for many threads.
 *
 * <p>On a store that other schedulers share a wait ends after {@link #SHARED_WAIT}, and each begins with a look at the store.
 */
@Singleton
public final class FloorNews implements AutoCloseable {
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    static final Duration SHARED_WAIT = Duration.ofMillis(500);
    static final int MOST = 1_000;

    private final FloorOrders orders;
    private final Hosts hosts;
    private final SlotsAside aside;
    private final ObjectMapper json;
    private final boolean shared;
    private final Map<String, Topic> topics = new HashMap<>();

    private int waiting;
    private boolean closed;

    /** @param shared whether other schedulers may work on the same store */
    public FloorNews(
            FloorOrders orders,
            Hosts hosts,
            SlotsAside aside,
            HostBell bell,
            ObjectMapper json,
            @Property(name = "cardpress.shared-store", defaultValue = "false") boolean shared) {
        this.orders = orders;
        this.hosts = hosts;
        this.aside = aside;
        this.json = json;
        this.shared = shared;
        orders.ring(host -> changed(host, false), this::changedEverywhere);
        bell.ring(host -> changed(host, true));
    }

    /**
     * How the slots look now.
     *
     * @throws ProblemException {@code NOT_FOUND}
     */
    public HostFloor now(String host) {
        Topic topic;
        long before;
        Machine known;
        synchronized (this) {
            topic = topics.computeIfAbsent(host, name -> new Topic());
            if (topic.last != null && !shared) {
                return topic.last;
            }
            before = topic.changes;
            known = shared ? null : topic.machine;
        }
        Machine machine = known == null ? read(host) : known;
        HostFloor floor = named(draw(host, machine));
        synchronized (this) {
            if (topic.changes == before) {
                topic.machine = machine;
                topic.last = floor;
            }
        }
        return floor;
    }

    /**
     * The same, once it is of another version; empty where it is not after this time, which is cut to {@link #LONGEST_WAIT}.
     *
     * @param threads on which to look after a change
     * @throws ProblemException {@code NOT_FOUND}; {@code TOO_MANY}
     */
    public CompletionStage<Optional<HostFloor>> after(String host, String version, Duration wait, Executor threads) {
        CompletableFuture<Boolean> told = enter(host);
        try {
            HostFloor now = now(host);
            if (!now.version().equals(version)) {
                leave(host, told);
                return CompletableFuture.completedFuture(Optional.of(now));
            }
        } catch (RuntimeException e) {
            leave(host, told);
            throw e;
        }
        Duration longest = shared ? SHARED_WAIT : LONGEST_WAIT;
        Duration bounded = wait.compareTo(longest) > 0 ? longest : wait;
        if (isClosed()) {
            told.complete(false);
        }
        return told.completeOnTimeout(false, bounded.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((changed, failure) -> leave(host, told))
                .thenApplyAsync(
                        changed -> changed
                                ? Optional.of(now(host))
                                        .filter(floor -> !floor.version().equals(version))
                                : Optional.empty(),
                        threads);
    }

    private synchronized CompletableFuture<Boolean> enter(String host) {
        if (waiting >= MOST) {
            throw new ProblemException(
                    ErrorCode.TOO_MANY, waiting + " wait for news of slots (expected at most " + MOST + ")");
        }
        waiting++;
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        topics.computeIfAbsent(host, name -> new Topic()).waiters.add(told);
        return told;
    }

    private synchronized void leave(String host, CompletableFuture<Boolean> told) {
        Topic topic = topics.get(host);
        if (topic != null && topic.waiters.remove(told)) {
            waiting--;
            forget(host);
        }
    }

    private void changed(String host, boolean itself) {
        List<CompletableFuture<Boolean>> waiters;
        synchronized (this) {
            Topic topic = topics.get(host);
            waiters = topic == null ? List.of() : topic.changed(itself);
        }
        waiters.forEach(waiter -> waiter.complete(true));
    }

    private void changedEverywhere() {
        List<CompletableFuture<Boolean>> waiters = new ArrayList<>();
        synchronized (this) {
            topics.values().forEach(topic -> waiters.addAll(topic.changed(false)));
        }
        waiters.forEach(waiter -> waiter.complete(true));
    }

    private Machine read(String name) {
        try {
            Host host = hosts.get(name);
            return new Machine(
                    host.status() == HostStatus.APPROVED,
                    host.slots().stream().distinct().sorted().toList(),
                    aside.of(name));
        } catch (ProblemException e) {
            forget(name);
            throw e;
        }
    }

    /** So that names that nobody has take no memory. */
    private synchronized void forget(String host) {
        topics.computeIfPresent(host, (name, topic) -> topic.waiters.isEmpty() && topic.machine == null ? null : topic);
    }

    private HostFloor draw(String host, Machine machine) {
        FloorOrders.Work work = orders.at(host);
        List<HostFloor.Slot> slots = machine.slots().stream()
                .map(name -> {
                    FloorOrders.Held held = work.slots().get(name);
                    return new HostFloor.Slot(
                            name,
                            held == null ? null : held.task(),
                            held == null ? null : held.order(),
                            machine.aside(name));
                })
                .toList();
        return new HostFloor(host, "", machine.approved(), slots, work.waiting(), work.toShip());
    }

    private HostFloor named(HostFloor floor) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(floor));
            return floor.with(HexFormat.of().formatHex(hash, 0, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers all that wait, and from now on all that come, with nothing. */
    @Override
    public void close() {
        List<CompletableFuture<Boolean>> waiters = new ArrayList<>();
        synchronized (this) {
            closed = true;
            topics.values().forEach(topic -> waiters.addAll(topic.waiters));
        }
        waiters.forEach(waiter -> waiter.complete(false));
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    synchronized int waiting() {
        return waiting;
    }

    synchronized int remembered() {
        return topics.size();
    }

    /** One host that is asked for. Guarded by the whole. */
    private static final class Topic {
        private final List<CompletableFuture<Boolean>> waiters = new ArrayList<>();
        private long changes;
        private @Nullable Machine machine;
        private @Nullable HostFloor last;

        List<CompletableFuture<Boolean>> changed(boolean itself) {
            changes++;
            last = null;
            if (itself) {
                machine = null;
            }
            return List.copyOf(waiters);
        }
    }

    /** A host as far as its slots show it. */
    private record Machine(boolean approved, List<String> slots, List<SlotAside> aside) {
        @Nullable
        SlotAside aside(String slot) {
            return aside.stream()
                    .filter(each -> each.slot().equals(slot))
                    .findFirst()
                    .orElse(null);
        }
    }
}

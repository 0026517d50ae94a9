package org.cardpress.scheduler.queue;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.order.Eta;
import org.cardpress.protocol.queue.QueueLane;
import org.cardpress.protocol.queue.QueuedOrder;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.catalog.Hosts;
import org.cardpress.scheduler.catalog.SlotsAside;
import org.cardpress.scheduler.order.Sight;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Host;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * Tells what waits, what runs, and when it will be done. Reckoned at most every {@link #FRESH five seconds}, however many ask; the store
 * is asked for the machines only. Safe for many threads.
 */
@Singleton
public final class Outlook {
    private static final Duration FRESH = Duration.ofSeconds(5);
    /** Workers ask for work every half minute. */
    private static final Duration SILENT_AFTER = Duration.ofMinutes(3);

    private static final int MOST_HOSTS = 1_000;

    private final WorkAhead work;
    private final Hosts hosts;
    private final SlotsAside aside;
    private final Clock clock;
    private @Nullable View last;

    public Outlook(WorkAhead work, Hosts hosts, SlotsAside aside, Clock clock) {
        this.work = work;
        this.hosts = hosts;
        this.aside = aside;
        this.clock = clock;
    }

    /** Of this order; empty where the line is done with it or has given up, and for some seconds where it is new. */
    public Optional<Eta> of(Order order) {
        return Ahead.STATUSES.contains(order.status())
                ? Optional.ofNullable(view().etas.get(order.id()))
                : Optional.empty();
    }

    /**
     * The orders that the line is not done with and that this caller may see, as they are served.
     *
     * @param kind only those with a task of this kind that waits or runs; null for any
     * @param host only those with a task on this machine; null for any
     */
    public List<QueuedOrder> orders(Actor caller, @Nullable TaskKind kind, @Nullable String host) {
        View view = view();
        return view.orders.stream()
                .filter(order -> Sight.sees(caller, order.createdBy(), order.organisation()))
                .filter(order -> order.isAt(kind, host))
                .map(order -> queued(order, view.etas.getOrDefault(order.id(), Eta.unknown(Eta.Unknown.NOT_READ))))
                .toList();
    }

    /** By kind, then by machine. */
    public List<QueueLane> lanes() {
        View view = view();
        List<QueueLane> lanes = new ArrayList<>();
        for (TaskKind kind : TaskKind.values()) {
            Set<String> names = new TreeSet<>(view.crew.hostsOf(kind));
            boolean anywhere = kind == TaskKind.CREATE;
            for (Ahead order : view.orders) {
                for (Step step : order.steps(kind)) {
                    if (step.isOpen() && step.host() != null && kind != TaskKind.CREATE) {
                        names.add(step.host());
                    }
                    anywhere |= step.isOpen() && step.host() == null;
                }
            }
            if (anywhere) {
                lanes.add(lane(view, kind, null));
            }
            names.forEach(name -> lanes.add(lane(view, kind, name)));
        }
        return lanes;
    }

    private static QueueLane lane(View view, TaskKind kind, @Nullable String host) {
        int waiting = 0;
        int running = 0;
        for (Ahead order : view.orders) {
            for (Step step : order.steps(kind)) {
                if (kind == TaskKind.CREATE || Objects.equals(step.host(), host)) {
                    waiting += step.phase() == Step.Phase.WAITING ? 1 : 0;
                    running += step.phase() == Step.Phase.RUNNING || step.phase() == Step.Phase.CARD_WANTED ? 1 : 0;
                }
            }
        }
        Optional<Paces.Pace> pace = view.paces.of(kind);
        return new QueueLane(
                kind,
                host,
                waiting,
                running,
                view.crew.places(kind, host),
                pace.map(Paces.Pace::count).orElse(0),
                pace.map(each -> Math.max(1, Math.round(each.millis() / 1000))).orElse(null));
    }

    private static QueuedOrder queued(Ahead order, Eta eta) {
        return new QueuedOrder(
                order.id().value(),
                order.name(),
                order.kind(),
                order.status(),
                order.priority(),
                order.createdBy(),
                order.createdAt(),
                order.count(Step.Phase.WAITING),
                order.count(Step.Phase.RUNNING, Step.Phase.CARD_WANTED),
                eta);
    }

    private synchronized View view() {
        Instant now = clock.instant();
        View before = last;
        if (before != null && now.isBefore(before.at.plus(FRESH))) {
            return before;
        }
        List<Ahead> orders = work.orders().stream().sorted(Ahead.FIRST_SERVED).toList();
        Crew crew = crew(now);
        Paces paces = work.paces();
        Map<OrderId, Eta> etas = new HashMap<>();
        if (work.isRead()) {
            etas.putAll(Forecast.of(orders, crew, paces, now));
        } else {
            orders.forEach(order -> etas.put(order.id(), Eta.unknown(Eta.Unknown.NOT_READ)));
        }
        View view = new View(now, orders, crew, paces, Map.copyOf(etas));
        last = view;
        return view;
    }

    private Crew crew(Instant now) {
        int creators = 0;
        Set<String> downloaders = new HashSet<>();
        Map<String, Integer> slots = new HashMap<>();
        for (Host host : hosts.list(0, MOST_HOSTS)) {
            Instant seen = host.lastSeen();
            if (host.status() != HostStatus.APPROVED || seen == null || seen.isBefore(now.minus(SILENT_AFTER))) {
                continue;
            }
            creators += host.kinds().contains(TaskKind.CREATE) ? 1 : 0;
            if (host.kinds().contains(TaskKind.DOWNLOAD)) {
                downloaders.add(host.name());
            }
            if (host.kinds().contains(TaskKind.WRITE)) {
                Set<String> out =
                        aside.of(host.name()).stream().map(SlotAside::slot).collect(Collectors.toSet());
                slots.put(host.name(), (int) host.slots().stream()
                        .filter(slot -> !out.contains(slot))
                        .count());
            }
        }
        return new Crew(creators, downloaders, slots);
    }

    private record View(Instant at, List<Ahead> orders, Crew crew, Paces paces, Map<OrderId, Eta> etas) {}
}

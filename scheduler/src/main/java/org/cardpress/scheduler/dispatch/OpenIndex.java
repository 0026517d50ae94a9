package org.cardpress.scheduler.dispatch;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.OpenTask;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that may be claimed, as far as this scheduler knows: a hint, not the truth. Sorted by priority and age in one lane for
 * each kind and host, so that a claim looks only at what is for it. Memory grows with the tasks that are pending, some 300 bytes
 * each. Safe for many threads.
 */
final class OpenIndex {
    private static final Comparator<OpenTask> FIRST_SERVED = Comparator.comparingInt(OpenTask::priority)
            .reversed()
            .thenComparing(open -> open.task().order())
            .thenComparing(open -> open.task().kind())
            .thenComparing(open -> open.task().number());
    private static final Comparator<OpenTask> FIRST_DUE =
            Comparator.comparing(OpenTask::notBefore).thenComparing(FIRST_SERVED);

    private final Map<OrderId, Set<OpenTask>> byOrder = new HashMap<>();
    private final Map<Lane, TreeSet<OpenTask>> ready = new HashMap<>();
    private final TreeSet<OpenTask> later = new TreeSet<>(FIRST_DUE);

    /** Takes these for all the open tasks of the order; answers whether there is one that was not there before. */
    synchronized boolean put(OrderId order, Collection<OpenTask> open) {
        Set<OpenTask> before = byOrder.getOrDefault(order, Set.of());
        if (before.isEmpty() && open.isEmpty()) {
            return false;
        }
        Set<OpenTask> now = new HashSet<>(open);
        before.stream().filter(task -> !now.contains(task)).toList().forEach(this::drop);
        List<OpenTask> added =
                now.stream().filter(task -> !before.contains(task)).toList();
        added.forEach(this::add);
        return !added.isEmpty();
    }

    /** Takes these for all the open tasks there are. */
    synchronized boolean load(Collection<OpenTask> all) {
        Map<OrderId, List<OpenTask>> grouped =
                all.stream().collect(Collectors.groupingBy(open -> open.task().order()));
        List.copyOf(byOrder.keySet()).stream()
                .filter(order -> !grouped.containsKey(order))
                .forEach(order -> put(order, List.of()));
        boolean more = false;
        for (Map.Entry<OrderId, List<OpenTask>> order : grouped.entrySet()) {
            more |= put(order.getKey(), order.getValue());
        }
        return more;
    }

    /** Takes out the first task of these kinds, for this host or any, that is due and fits. */
    synchronized Optional<OpenTask> take(
            Collection<TaskKind> kinds, String host, Instant now, Predicate<OpenTask> fits) {
        Optional<OpenTask> found = first(kinds, host, now, fits);
        found.ifPresent(this::drop);
        return found;
    }

    /** Whether {@link #take} would find one. */
    synchronized boolean has(Collection<TaskKind> kinds, String host, Instant now, Predicate<OpenTask> fits) {
        return first(kinds, host, now, fits).isPresent();
    }

    private Optional<OpenTask> first(Collection<TaskKind> kinds, String host, Instant now, Predicate<OpenTask> fits) {
        becomeDue(now);
        OpenTask best = null;
        for (TaskKind kind : Set.copyOf(kinds)) {
            best = earlier(best, firstOf(new Lane(kind, null), fits));
            best = earlier(best, firstOf(new Lane(kind, host), fits));
        }
        return Optional.ofNullable(best);
    }

    private @Nullable OpenTask firstOf(Lane lane, Predicate<OpenTask> fits) {
        for (OpenTask open : ready.getOrDefault(lane, new TreeSet<>(FIRST_SERVED))) {
            if (fits.test(open)) {
                return open;
            }
        }
        return null;
    }

    private static @Nullable OpenTask earlier(@Nullable OpenTask one, @Nullable OpenTask other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return FIRST_SERVED.compare(one, other) <= 0 ? one : other;
    }

    /** Puts back what was taken in vain. */
    synchronized void restore(OpenTask open) {
        if (!byOrder.getOrDefault(open.task().order(), Set.of()).contains(open)) {
            add(open);
        }
    }

    /** When the next task that waits comes due. */
    synchronized Optional<Instant> nextDue() {
        return later.isEmpty() ? Optional.empty() : Optional.of(later.first().notBefore());
    }

    synchronized int size() {
        return byOrder.values().stream().mapToInt(Set::size).sum();
    }

    private void becomeDue(Instant now) {
        while (!later.isEmpty() && !later.first().notBefore().isAfter(now)) {
            OpenTask due = later.pollFirst();
            lane(due).add(due);
        }
    }

    /** Whatever its time says, a task waits first: the next look finds those that are due. */
    private void add(OpenTask open) {
        byOrder.computeIfAbsent(open.task().order(), order -> new HashSet<>()).add(open);
        later.add(open);
    }

    private void drop(OpenTask open) {
        Set<OpenTask> siblings = byOrder.get(open.task().order());
        if (siblings != null && siblings.remove(open) && siblings.isEmpty()) {
            byOrder.remove(open.task().order());
        }
        if (!later.remove(open)) {
            Lane lane = new Lane(open.kind(), open.host());
            TreeSet<OpenTask> tasks = lane(open);
            tasks.remove(open);
            if (tasks.isEmpty()) {
                ready.remove(lane);
            }
        }
    }

    private TreeSet<OpenTask> lane(OpenTask open) {
        return ready.computeIfAbsent(new Lane(open.kind(), open.host()), lane -> new TreeSet<>(FIRST_SERVED));
    }

    private record Lane(TaskKind kind, @Nullable String host) {}
}

package org.cardpress.scheduler.dispatch;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * The leases that live, as far as this scheduler knows: which slots are at work, and which leases have run out. A hint, not the
 * truth. Memory grows with the workers at work. Safe for many threads.
 */
final class LeaseBook {
    private final Map<OrderId, List<Held>> byOrder = new HashMap<>();
    private final Set<Slot> reserved = new HashSet<>();

    /** Takes these for all the leases of the order; answers whether one has ended. */
    synchronized boolean put(Order order) {
        List<Held> held = order.tasks().stream()
                .filter(task -> task.lease() != null)
                .map(Held::of)
                .toList();
        List<Held> before = held.isEmpty() ? byOrder.remove(order.id()) : byOrder.put(order.id(), held);
        return before != null && before.size() > held.size();
    }

    synchronized void remove(OrderId order) {
        byOrder.remove(order);
    }

    synchronized boolean isFree(String host, String slot) {
        return !reserved.contains(new Slot(host, slot)) && held().noneMatch(held -> held.uses(host, slot));
    }

    /** Keeps a slot for a claim that is under way; false where it is not free. */
    synchronized boolean reserve(String host, String slot) {
        return isFree(host, slot) && reserved.add(new Slot(host, slot));
    }

    synchronized void release(String host, String slot) {
        reserved.remove(new Slot(host, slot));
    }

    /** At most so many leases that have run out, oldest first. */
    synchronized List<Held> expired(Instant now, int most) {
        return held().filter(held -> !held.until().isAfter(now))
                .sorted(Comparator.comparing(Held::until))
                .limit(most)
                .toList();
    }

    private Stream<Held> held() {
        return byOrder.values().stream().flatMap(List::stream);
    }

    /** One lease. */
    record Held(
            TaskId task,
            String leaseId,
            String host,
            @Nullable String slot,
            Instant until) {
        static Held of(Task task) {
            Lease lease = Objects.requireNonNull(task.lease());
            return new Held(task.id(), lease.id(), lease.host(), lease.slot(), lease.until());
        }

        boolean uses(String someHost, String someSlot) {
            return host.equals(someHost) && someSlot.equals(slot);
        }
    }

    private record Slot(String host, String name) {}
}

package org.cardpress.scheduler.dispatch;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cardpress.scheduler.order.OrderWatcher;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.store.OpenTask;
import org.cardpress.scheduler.store.OrderStore;

/**
 * What dispatch knows without asking the store: claimable tasks and live leases. Fed by every order that is read or moved here,
 * and by {@link #reread} for what other schedulers did. Being wrong costs a look at the store, nothing else.
 */
@Singleton
public final class Board implements OrderWatcher {
    private final OrderStore store;
    private final OpenIndex open = new OpenIndex();
    private final LeaseBook leases = new LeaseBook();
    private volatile Runnable bell = () -> {};

    public Board(OrderStore store) {
        this.store = store;
    }

    /** Reads everything anew; to be called before the first claim, and then now and then. */
    public void reread() {
        store.forEachActive(leases::put);
        if (open.load(store.openTasks())) {
            bell.run();
        }
    }

    @Override
    public void shown(Order order) {
        boolean slotFreed = leases.put(order);
        if (open.put(order.id(), OpenTask.of(order)) || slotFreed) {
            bell.run();
        }
    }

    @Override
    public void gone(OrderId id) {
        leases.remove(id);
        open.put(id, List.of());
    }

    /** Leases that have run out by this time, as far as known here, oldest first. */
    public List<Expired> expired(Instant now, int most) {
        return leases.expired(now, most).stream()
                .map(held -> new Expired(held.task(), held.leaseId()))
                .toList();
    }

    /** Rings when there may be more to claim; must be quick. */
    void ring(Runnable newBell) {
        bell = newBell;
    }

    OpenIndex open() {
        return open;
    }

    LeaseBook leases() {
        return leases;
    }

    /** A lease that has run out. */
    public record Expired(TaskId task, String leaseId) {}
}

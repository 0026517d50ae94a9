package org.cardpress.scheduler.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;

/**
 * Keeps orders. An order with its tasks is one document, changed by compare-and-set on its version. Safe for many threads and many
 * schedulers. Every method throws {@link StoreUnavailable} where the store cannot be reached.
 */
public interface OrderStore {
    /** Adds an order of version 1; false where the id is taken, and then nothing is changed. */
    boolean insert(Order first);

    Optional<Order> find(OrderId id);

    /** Puts {@code next} in the place of the order with its id and the version before its own; false where that is not there. */
    boolean replace(Order next);

    /** Removes the order of this id and version; false where that is not there. */
    boolean delete(OrderId id, long version);

    /** Newest first. Tasks, config and history are there as in {@link #find}. */
    List<Order> list(OrderFilter filter, int skip, int limit);

    long count(OrderFilter filter);

    /** Every {@link OpenTask} of all orders; read from the mirror that each order document carries. In no order. */
    List<OpenTask> openTasks();

    /** Shows every order that {@link Order#isActive() is active}. */
    void forEachActive(Consumer<Order> visitor);

    /** Orders with this {@link Order.Build#key()} that are not over for good, in no order. */
    List<Order> withBuildKey(String key);

    /** Directories of the warehouse that some order {@link Order#borrowed() borrowed}. */
    Set<String> borrowedDirectories();

    /** An order that this upload {@link Order#uploads() is part of}. */
    Optional<OrderId> withUpload(String upload);

    /**
     * Remembers that this user's key stands for this order. Answers the id that the key stands for: the given one where the key was
     * free, the earlier one where it was not.
     */
    OrderId reserveKey(String username, String key, OrderId id);
}

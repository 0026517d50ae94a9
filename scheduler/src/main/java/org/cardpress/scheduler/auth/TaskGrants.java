package org.cardpress.scheduler.auth;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Grant;
import org.cardpress.scheduler.dispatch.GrantMint;
import org.cardpress.scheduler.lifecycle.ImageRemoval;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.WarehouseRecord;
import org.cardpress.scheduler.store.KeyedStore;

/** Lets a creator upload into the directory of its order, and a downloader read it. Writers need no warehouse. */
@Singleton
public final class TaskGrants implements GrantMint {
    private final KeyedStore<WarehouseRecord> warehouses;
    private final TaskTokens tokens;

    public TaskGrants(KeyedStore<WarehouseRecord> warehouses, TaskTokens tokens) {
        this.warehouses = warehouses;
        this.tokens = tokens;
    }

    @Override
    public List<Grant> grants(Order order, Task task, Lease lease) {
        return switch (task.kind()) {
            case CREATE -> create(order, task, lease);
            case DOWNLOAD ->
                task.status() == TaskStatus.PENDING_IMAGE_REMOVAL
                        ? List.of()
                        : List.of(grant(order, task, lease, Grant.Operation.DOWNLOAD, home(order)));
            case WRITE -> List.of();
        };
    }

    /** To upload its own image; and to look at the one of another order, where that may do. */
    private List<Grant> create(Order order, Task task, Lease lease) {
        List<Grant> grants = new ArrayList<>();
        grants.add(grant(order, task, lease, Grant.Operation.UPLOAD, ImageRemoval.directory(order)));
        order.borrowed().ifPresent(path -> grants.add(grant(order, task, lease, Grant.Operation.DOWNLOAD, path)));
        return grants;
    }

    private static String home(Order order) {
        return order.image() == null
                ? ImageRemoval.directory(order)
                : order.image().directory();
    }

    private Grant grant(Order order, Task task, Lease lease, Grant.Operation operation, String path) {
        WarehouseRecord warehouse = warehouses
                .find(order.warehouse())
                .orElseThrow(() -> new IllegalStateException(
                        "order " + order.id() + " names warehouse " + order.warehouse() + ", which is not there"));
        String token = tokens.sign(new TaskTokens.Said(lease.account(), task.id(), lease.id(), operation, path));
        return new Grant(operation, warehouse.warehouse().ftp(), path, lease.account(), token);
    }
}

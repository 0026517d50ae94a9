package org.cardpress.scheduler.dispatch;

import java.util.List;
import org.cardpress.protocol.worker.Grant;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;

/** Makes the rights to the warehouse that one task needs, valid only while its lease lives. */
public interface GrantMint {
    /** Empty for tasks that need nothing of the warehouse. */
    List<Grant> grants(Order order, Task task, Lease lease);
}

package org.cardpress.scheduler.lifecycle;

import java.util.Set;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.scheduler.record.Order;

/** When a warehouse may remove what it holds of an order. */
public final class ImageRemoval {
    private ImageRemoval() {}

    /** The order is over for good, and no worker is still at its files. */
    public static boolean mayGo(Order order) {
        return order.isFinal()
                && !order.imageGone()
                && order.tasks().stream()
                        .noneMatch(task -> task.lease() != null
                                && task.kind() != TaskKind.WRITE
                                && task.status() != TaskStatus.PENDING_IMAGE_REMOVAL);
    }

    /** The same, where these directories are needed by orders that took over their image. */
    public static boolean mayGo(Order order, Set<String> needed) {
        return mayGo(order) && !needed.contains(directory(order));
    }

    /** Directory of the warehouse that holds all there is of this order, except an image it took over. */
    public static String directory(Order order) {
        return "/images/" + order.id() + "/";
    }
}

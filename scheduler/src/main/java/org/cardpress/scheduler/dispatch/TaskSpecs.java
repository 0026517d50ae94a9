package org.cardpress.scheduler.dispatch;

import java.util.Objects;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.TaskSpec;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.jspecify.annotations.Nullable;

/** Says what is to be done, with all that this task needs and no more. */
final class TaskSpecs {
    private TaskSpecs() {}

    /** @param reused image that will do instead of making one, where the task is to make one; null for none */
    static TaskSpec of(Order order, Task task, @Nullable ImageRef reused) {
        return switch (task.kind()) {
            case CREATE ->
                new TaskSpec.CreateImage(imageName(order), order.config(), order.kind() == OrderKind.LINK, reused);
            case DOWNLOAD ->
                task.status() == TaskStatus.PENDING_IMAGE_REMOVAL
                        ? new TaskSpec.RemoveImage(image(order))
                        : new TaskSpec.FetchImage(image(order));
            case WRITE -> new TaskSpec.WriteCard(image(order), task.card(), order.quantity(), cardSize(order));
        };
    }

    /** The hotspot's name as far as it is fit for a file name everywhere. */
    private static String imageName(Order order) {
        String name = order.config().name().replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[.-]+", "");
        return name.isEmpty() ? "hotspot" : name;
    }

    private static long cardSize(Order order) {
        return Math.max(image(order).rawSize(), Objects.requireNonNullElse(order.cardSize(), 0L));
    }

    private static ImageRef image(Order order) {
        ImageRef image = order.image();
        if (image == null) {
            throw new IllegalStateException("order " + order.id() + " has no image yet");
        }
        return image;
    }
}

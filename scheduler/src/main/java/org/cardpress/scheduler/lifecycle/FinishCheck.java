package org.cardpress.scheduler.lifecycle;

import java.util.Optional;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.jspecify.annotations.Nullable;

/** Whether what a worker hands over fits the task it had. Workers are not trusted with paths of other orders. */
final class FinishCheck {
    private final Order order;
    private final Task task;

    FinishCheck(Order order, Task task) {
        this.order = order;
        this.task = task;
    }

    /** What is wrong with it. */
    Optional<String> problem(Event.Finished event) {
        return switch (event.outcome()) {
            case SUCCEEDED -> resultProblem(event.result());
            case FAILED -> failureProblem(event);
            case CANCELED, GIVEN_BACK -> Optional.empty();
        };
    }

    private Optional<String> failureProblem(Event.Finished event) {
        TaskStatus said = event.failedStatus();
        if (event.error() == null) {
            return Optional.of("error null (expected why the task failed)");
        }
        return said == null || isFailure(said)
                ? Optional.empty()
                : Optional.of("failedStatus " + said.wire() + " (expected a failure of a "
                        + task.kind().wire() + " task)");
    }

    private boolean isFailure(TaskStatus said) {
        return said == TaskStatus.DOWNLOADED_FAILED_TO_REMOVE && removing()
                || Moves.TABLE.stream()
                        .anyMatch(move -> move.asSaid()
                                && move.kind() == task.kind()
                                && move.on() == Cause.FAILED
                                && move.to() == said);
    }

    private Optional<String> resultProblem(@Nullable TaskResult result) {
        Class<? extends TaskResult> expected = expected();
        if (!expected.isInstance(result)) {
            String came = result == null ? "null" : result.getClass().getSimpleName();
            return Optional.of("result " + came + " (expected " + expected.getSimpleName() + ")");
        }
        return result instanceof TaskResult.ImageBuilt built ? imageProblem(built.image()) : Optional.empty();
    }

    private Class<? extends TaskResult> expected() {
        return switch (task.kind()) {
            case CREATE -> TaskResult.ImageBuilt.class;
            case DOWNLOAD -> removing() ? TaskResult.ImageRemoved.class : TaskResult.ImageShelved.class;
            case WRITE -> TaskResult.CardWritten.class;
        };
    }

    private boolean removing() {
        return task.status() == TaskStatus.PENDING_IMAGE_REMOVAL;
    }

    private Optional<String> imageProblem(ImageRef image) {
        Order.Build build = order.build();
        if (build != null && image.equals(build.reused())) {
            return Optional.empty();
        }
        String home = ImageRemoval.directory(order);
        for (String path : new String[] {image.path(), image.bmapPath()}) {
            if (!path.startsWith(home) || path.indexOf('/', home.length()) >= 0 || path.length() == home.length()) {
                return Optional.of("path " + path + " (expected a file in " + home + ")");
            }
        }
        return Optional.empty();
    }
}

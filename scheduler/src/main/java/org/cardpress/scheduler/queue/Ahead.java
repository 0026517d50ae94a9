package org.cardpress.scheduler.queue;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * An order that the line is not done with: without config and recipient, some 300 bytes and 150 for each task.
 *
 * @param host that must do the work; null for any
 * @param cards to be written in all; 0 for a link
 * @param bytes that its image maps; 0 where it is not built yet
 */
record Ahead(
        OrderId id,
        long version,
        String name,
        OrderKind kind,
        OrderStatus status,
        int priority,
        String createdBy,
        @Nullable String organisation,
        Instant createdAt,
        @Nullable String host,
        int cards,
        long bytes,
        List<Step> steps) {
    /** As dispatch serves them: by priority, then by age. */
    static final Comparator<Ahead> FIRST_SERVED =
            Comparator.comparingInt(Ahead::priority).reversed().thenComparing(Ahead::id);

    static final Set<OrderStatus> STATUSES = Set.copyOf(EnumSet.of(
            OrderStatus.CREATED,
            OrderStatus.CREATING,
            OrderStatus.PENDING_WRITER,
            OrderStatus.DOWNLOADING,
            OrderStatus.WRITING));

    Ahead {
        steps = List.copyOf(steps);
    }

    /** Empty where the line is done with it, or has given up. */
    static Optional<Ahead> of(Order order) {
        if (!STATUSES.contains(order.status())) {
            return Optional.empty();
        }
        ImageRef image = order.image();
        return Optional.of(new Ahead(
                order.id(),
                order.version(),
                order.name(),
                order.kind(),
                order.status(),
                order.priority(),
                order.createdBy(),
                order.organisation(),
                order.createdAt(),
                order.host(),
                order.quantity(),
                image == null ? 0 : image.mappedBytes(),
                order.currentTasks().stream().map(Step::of).toList()));
    }

    List<Step> steps(TaskKind wanted) {
        return steps.stream().filter(step -> step.kind() == wanted).toList();
    }

    boolean isAt(@Nullable TaskKind wanted, @Nullable String machine) {
        return steps.stream()
                .filter(Step::isOpen)
                .anyMatch(step ->
                        (wanted == null || step.kind() == wanted) && (machine == null || machine.equals(step.host())));
    }

    int count(Step.Phase... phases) {
        Set<Step.Phase> wanted = Set.of(phases);
        return (int)
                steps.stream().filter(step -> wanted.contains(step.phase())).count();
    }
}

package org.cardpress.scheduler.lifecycle;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;

/**
 * Decides whether an image has to be made at all. Pure. Whose image is taken over must not be over for good: nobody was told to remove it
 * then, and from the moment the borrower is saved nobody is.
 */
public final class Reuse {
    private Reuse() {}

    /**
     * What to do with a create task that is asked for.
     *
     * @param builder program and version of the creator that asks
     * @param sameKey orders with the same {@link Order.Build#key}, this one among them or not
     */
    public static Advice of(Order order, String builder, List<Order> sameKey) {
        Order.Build build = order.build();
        if (build == null) {
            return new Advice.Make();
        }
        List<Order> others = sameKey.stream()
                .filter(other -> !other.id().equals(order.id()))
                .filter(other -> serves(order, build, builder, other))
                .sorted(Comparator.comparing((Order other) -> other.id().value())
                        .reversed())
                .toList();
        Optional<Order> lender =
                others.stream().filter(other -> other.image() != null).findFirst();
        if (lender.isPresent() && lender.get().image() != null) {
            return new Advice.Take(lender.get().id(), lender.get().image());
        }
        return others.stream()
                .filter(Reuse::isBeingMade)
                .findFirst()
                .<Advice>map(other -> new Advice.Await(other.id()))
                .orElseGet(Advice.Make::new);
    }

    private static boolean serves(Order order, Order.Build build, String builder, Order other) {
        Order.Build theirs = other.build();
        return theirs != null
                && theirs.key().equals(build.key())
                && builder.equals(theirs.builder())
                && other.warehouse().equals(order.warehouse())
                && other.canceled() == null
                && !other.isFinal();
    }

    private static boolean isBeingMade(Order order) {
        return order.currentTasks().stream().anyMatch(task -> task.kind() == TaskKind.CREATE && task.lease() != null);
    }

    /** What to do with a create task. */
    public sealed interface Advice {
        /** Hand it out as it is. */
        record Make() implements Advice {}

        /** Let it wait: a creator is making the same image for this order. */
        record Await(OrderId other) implements Advice {}

        /** Hand it out with an image of another order, which will do if the warehouse still has it. */
        record Take(OrderId lender, ImageRef image) implements Advice {}
    }
}

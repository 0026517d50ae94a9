package org.cardpress.manager.floor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cardpress.manager.web.Tones;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.worker.CardQuestion;
import org.jspecify.annotations.Nullable;

/**
 * One card slot, as the floor page shows it.
 *
 * @param name letter on the slot
 * @param task what it works on or did last; null where it has nothing to do
 * @param aside why it is out of service; null where it is not
 * @param order the order of that task; null where it is not known
 */
public record Slot(
        String name,
        @Nullable TaskView task,
        @Nullable OrderView order,
        @Nullable SlotAside aside) {

    /** A slot shows what it works on; where that is nothing, what it did last. */
    static Slot of(String name, List<TaskView> tasks, List<OrderView> orders, @Nullable SlotAside aside) {
        Optional<TaskView> task = tasks.stream()
                .filter(each -> name.equals(each.slot()) && !each.superseded() && each.stage() != Stage.PENDING)
                .max(Comparator.comparing((TaskView each) -> !each.stage().isTerminal())
                        .thenComparing(TaskView::statusAt)
                        .thenComparing(TaskView::id));
        OrderView order = task.flatMap(found -> orders.stream()
                        .filter(each -> each.id().equals(found.orderId()))
                        .findFirst())
                .orElse(null);
        return new Slot(name, task.orElse(null), order, aside);
    }

    /** Colour, and the tone that sounds when it changes. */
    public String tone() {
        return task == null || isOut() ? "idle" : Tones.of(task.stage());
    }

    /** Which sentence says what to do; a key of the texts. */
    public String next() {
        if (aside != null && (task == null || task.stage().isTerminal())) {
            return "floor.aside";
        }
        if (task == null) {
            return "floor.free";
        }
        return switch (task.stage()) {
            case PENDING, RESERVED, CANCELED -> "floor.free";
            case WAITING -> "floor.insert";
            case PREPARING, RUNNING, FINISHING -> "floor.leave";
            case SUCCEEDED -> "floor.take-out";
            case FAILED, TIMEDOUT -> "floor.failed";
        };
    }

    /** What the slot asks before it overwrites its card; null where nothing. */
    public @Nullable CardQuestion question() {
        return task == null || task.stage().isTerminal() ? null : task.question();
    }

    /** Out of service, and done with what it worked on when it was set aside. */
    public boolean isOut() {
        return next().equals("floor.aside");
    }

    public boolean isFree() {
        return next().equals("floor.free");
    }

    public boolean isMoving() {
        return task != null && !task.stage().isTerminal() && task.progress().total() > 0;
    }

    public long percent() {
        return task == null || task.progress().total() == 0
                ? 0
                : Math.min(100, task.progress().done() * 100 / task.progress().total());
    }

    /** Least capacity of a card for this slot in bytes; 0 where any will do as far as is known. */
    public long leastCard() {
        if (order == null) {
            return 0;
        }
        Long wanted = order.cardSize();
        long image = order.image() == null ? 0 : order.image().rawSize();
        return Math.max(image, wanted == null ? 0 : wanted);
    }
}

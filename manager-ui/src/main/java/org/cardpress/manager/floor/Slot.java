package org.cardpress.manager.floor;

import org.cardpress.manager.web.Tones;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.floor.HostFloor;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.worker.CardQuestion;
import org.jspecify.annotations.Nullable;

/** One card slot, as the floor page shows it. */
public record Slot(HostFloor.Slot slot) {
    public String name() {
        return slot.name();
    }

    /** What it works on or did last; null where it has nothing to do. */
    public @Nullable TaskView task() {
        return slot.task();
    }

    /** The order of that task. */
    public HostFloor.@Nullable Order order() {
        return slot.order();
    }

    /** Why it is out of service; null where it is not. */
    public @Nullable SlotAside aside() {
        return slot.aside();
    }

    /** Colour, and the tone that sounds when it changes. */
    public String tone() {
        TaskView task = task();
        return task == null || isOut() ? "idle" : Tones.of(task.stage());
    }

    /** Which sentence says what to do; a key of the texts. */
    public String next() {
        TaskView task = task();
        if (aside() != null && (task == null || task.stage().isTerminal())) {
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
        TaskView task = task();
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
        TaskView task = task();
        return task != null && !task.stage().isTerminal() && task.progress().total() > 0;
    }

    public long percent() {
        TaskView task = task();
        return task == null || task.progress().total() == 0
                ? 0
                : Math.min(100, task.progress().done() * 100 / task.progress().total());
    }

    /** Least capacity of a card for this slot in bytes; 0 where any will do as far as is known. */
    public long leastCard() {
        HostFloor.Order order = order();
        return order == null ? 0 : order.leastCard();
    }
}

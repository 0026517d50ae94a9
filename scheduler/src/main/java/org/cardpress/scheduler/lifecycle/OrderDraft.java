package org.cardpress.scheduler.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.scheduler.record.Effect;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskId;
import org.jspecify.annotations.Nullable;

/** An order while it is being moved. */
final class OrderDraft {
    final Order before;
    final Rules rules;
    final Instant now;

    String name;

    @Nullable
    Recipient recipient;

    HotspotConfig config;

    @Nullable
    ImageRef image;

    Order.@Nullable Link link;

    boolean imageGone;

    Order.@Nullable Shipped shipped;

    Order.@Nullable Canceled canceled;

    Order.Guests guests;

    Order.@Nullable Build build;

    private final List<Task> tasks;
    private final History history;
    private final List<Effect> owed;
    private final List<Effect> fresh = new ArrayList<>();

    OrderDraft(Order before, Rules rules, Instant now) {
        this.before = before;
        this.rules = rules;
        this.now = now;
        name = before.name();
        recipient = before.recipient();
        config = before.config();
        image = before.image();
        link = before.link();
        imageGone = before.imageGone();
        shipped = before.shipped();
        canceled = before.canceled();
        guests = before.guests();
        build = before.build();
        tasks = new ArrayList<>(before.tasks());
        history = new History(before.history(), rules.history());
        owed = new ArrayList<>(before.effects());
    }

    List<Task> currentTasks() {
        return tasks.stream().filter(task -> !task.superseded()).toList();
    }

    Optional<Task> current(TaskKind kind) {
        return currentTasks().stream().filter(task -> task.kind() == kind).findFirst();
    }

    long superseded() {
        return tasks.stream().filter(Task::superseded).count();
    }

    boolean neverCreated() {
        return tasks.stream().noneMatch(task -> task.kind() == TaskKind.CREATE && task.attempt() > 0);
    }

    boolean hasRoomFor(int more) {
        return tasks.size() + more <= rules.tasks();
    }

    void put(Task changed) {
        tasks.replaceAll(task -> task.id().equals(changed.id()) ? changed : task);
    }

    Task add(TaskKind kind, TaskStatus status, int card, @Nullable String host) {
        int number = 1;
        for (Task task : tasks) {
            if (task.kind() == kind) {
                number = Math.max(number, task.id().number() + 1);
            }
        }
        TaskId id = new TaskId(before.id(), kind, number);
        Task added = TaskDraft.fresh(id, status, card, rules.attempts(kind), host, now);
        tasks.add(added);
        return added;
    }

    void say(String who, @Nullable TaskId task, String what) {
        history.add(new Order.HistoryEntry(now, who, task, what));
    }

    void owe(Effect.Kind kind, String about, String key) {
        Effect effect = new Effect(key, kind, about, now);
        owed.add(effect);
        fresh.add(effect);
    }

    /** The image is made by this builder, or taken over from another order. */
    void buildBy(@Nullable String builder, @Nullable ImageRef reused) {
        if (build != null) {
            build = build.by(builder, reused);
        }
    }

    /** The image of no other order is needed any more. */
    void buildOwn() {
        if (build != null) {
            build = build.by(build.builder(), null);
        }
    }

    void settle(String key) {
        owed.removeIf(effect -> effect.key().equals(key));
    }

    List<Effect> freshEffects() {
        return fresh;
    }

    /** The order with this status. */
    Order build(OrderStatus status) {
        return new Order(
                before.id(),
                before.version() + 1,
                before.kind(),
                status,
                name,
                before.createdBy(),
                before.organisation(),
                before.channel(),
                before.warehouse(),
                before.host(),
                before.priority(),
                before.quantity(),
                before.cardSize(),
                before.linkDays(),
                recipient,
                config,
                tasks,
                image,
                link,
                imageGone,
                shipped,
                canceled,
                history.entries(),
                owed,
                before.createdAt(),
                now,
                guests,
                build);
    }
}

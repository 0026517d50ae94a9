package org.cardpress.scheduler.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Finish.Outcome;
import org.cardpress.scheduler.record.Effect;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskId;
import org.jspecify.annotations.Nullable;

/** One order and a clock that tests turn: applies events and remembers every effect. */
public final class Line {
    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    static final OrderId ID = new OrderId("01hk50000000000000ab");

    final Lifecycle lifecycle = new Lifecycle(Rules.DEFAULTS);
    final List<Effect> effects = new ArrayList<>();
    Instant now = START;
    Order order;
    Change last = new Change.Unchanged("nothing happened yet");
    private int leases;

    Line(OrderKind kind, int quantity) {
        order = lifecycle.open(opening(ID, kind, quantity), now);
    }

    static Line cards(int quantity) {
        return new Line(OrderKind.CARDS, quantity);
    }

    static Line link() {
        return new Line(OrderKind.LINK, 0);
    }

    public static Opening opening(OrderId id, OrderKind kind, int quantity) {
        return new Opening(
                id,
                kind,
                "clinic",
                "ada",
                null,
                "default",
                "main",
                null,
                0,
                quantity,
                null,
                14,
                new Recipient("Grace", "grace@example.org", null, null, null),
                config());
    }

    public static HotspotConfig config() {
        return new HotspotConfig(
                1, "clinic", new BaseImage("file:///base.img", null), null, List.of(), Map.of("wifi", "secret"));
    }

    public static ImageRef image(OrderId order) {
        String home = "/images/" + order + "/";
        return new ImageRef("clinic", home + "clinic.img.zst", 10, "aa", home + "clinic.bmap", 2, "bb", 100, "cc", 50);
    }

    Line turn(Duration time) {
        now = now.plus(time);
        return this;
    }

    Line apply(Event event) {
        last = lifecycle.apply(order, event, now);
        if (last instanceof Change.Moved moved) {
            order = moved.next();
            effects.addAll(moved.effects());
        }
        return this;
    }

    TaskId id(TaskKind kind, int number) {
        return new TaskId(order.id(), kind, number);
    }

    Task task(TaskKind kind, int number) {
        return order.task(id(kind, number)).orElseThrow();
    }

    Line claim(TaskKind kind, int number, String host, @Nullable String slot) {
        leases++;
        return apply(new Event.Claimed(id(kind, number), "lease" + leases, "hash" + leases, host, host, slot));
    }

    /** Claims with a slot of its own for each card. */
    Line claim(TaskKind kind, int number) {
        return claim(kind, number, "press", kind == TaskKind.WRITE ? "S" + number : null);
    }

    Proof proof(TaskKind kind, int number) {
        Lease lease = task(kind, number).lease();
        return lease == null ? new Proof("nobody", "none") : new Proof(lease.account(), lease.tokenHash());
    }

    Line report(TaskKind kind, int number, TaskStatus status, long seq) {
        return apply(new Event.Renewed(id(kind, number), proof(kind, number), seq, status, Progress.NONE, null));
    }

    Line finish(TaskKind kind, int number, Outcome outcome, boolean retryable) {
        return apply(finished(kind, number, proof(kind, number), outcome, retryable));
    }

    Event.Finished finished(TaskKind kind, int number, Proof proof, Outcome outcome, boolean retryable) {
        boolean failed = outcome == Outcome.FAILED;
        return new Event.Finished(
                id(kind, number),
                proof,
                outcome,
                null,
                failed ? new TaskError("test.failed", "it broke", retryable) : null,
                outcome == Outcome.SUCCEEDED ? result(kind, number) : null,
                List.of(),
                "secret");
    }

    private TaskResult result(TaskKind kind, int number) {
        return switch (kind) {
            case CREATE -> new TaskResult.ImageBuilt(image(order.id()));
            case DOWNLOAD ->
                order.task(id(kind, number))
                                .filter(task -> task.status() == TaskStatus.PENDING_IMAGE_REMOVAL)
                                .isPresent()
                        ? new TaskResult.ImageRemoved()
                        : new TaskResult.ImageShelved(100, 5);
            case WRITE -> new TaskResult.CardWritten("S" + number, 1000, null, null, null, null, 50, 50, 1, 1, 0, 9);
        };
    }

    Line succeed(TaskKind kind, int number) {
        return claim(kind, number).finish(kind, number, Outcome.SUCCEEDED, true);
    }

    /** To the point where every card waits for a writer. */
    Line upToWrites() {
        return succeed(TaskKind.CREATE, 1).succeed(TaskKind.DOWNLOAD, 1);
    }

    /** To the point where its one card awaits shipment. */
    static Line toShip() {
        return cards(1).upToWrites().succeed(TaskKind.WRITE, 1);
    }

    /** An order whose one card awaits shipment. */
    public static Order orderToShip() {
        return toShip().order;
    }

    long count(Effect.Kind kind) {
        return effects.stream().filter(effect -> effect.kind() == kind).count();
    }
}

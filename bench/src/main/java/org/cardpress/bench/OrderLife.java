package org.cardpress.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.scheduler.lifecycle.Change;
import org.cardpress.scheduler.lifecycle.Event;
import org.cardpress.scheduler.lifecycle.Lifecycle;
import org.cardpress.scheduler.lifecycle.Opening;
import org.cardpress.scheduler.lifecycle.Proof;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * One order that lives its life in memory, event by event, through the scheduler's own lifecycle: so it looks as it would after a
 * real line had made it, with tasks, cards and history, and thousands take seconds.
 */
final class OrderLife {
    static final String WORKER = "bench-host";

    private static final long CARD = 31_914_983_424L;
    private static final long MAPPED = 18_000_000_000L;
    private static final String HASH = "5d".repeat(32);

    private final Lifecycle lifecycle;
    private Order order;
    private Instant now;
    private String token = "";
    private int claims;

    OrderLife(Lifecycle lifecycle, Opening opening, Instant begun) {
        this.lifecycle = lifecycle;
        this.now = begun;
        this.order = lifecycle.open(opening, begun);
    }

    Order order() {
        return order;
    }

    OrderLife turn(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** An event that must move the order; what that brings along is taken as done. */
    OrderLife happens(Event event) {
        move(event);
        while (!order.effects().isEmpty()) {
            move(new Event.EffectDone(order.effects().get(0).key()));
        }
        return this;
    }

    private void move(Event event) {
        Change change = lifecycle.apply(order, event, now);
        if (!(change instanceof Change.Moved moved)) {
            throw new IllegalStateException(event + " on an order that is " + order.status() + ": " + change);
        }
        order = moved.next();
    }

    /** The image is made and, for cards, lies on the shelf of the writer host. */
    OrderLife imageIsReady(String host) {
        succeed(TaskKind.CREATE, 1, "creator", null, new TaskResult.ImageBuilt(image()), TaskStatus.BUILDING);
        if (order.quantity() > 0) {
            succeed(
                    TaskKind.DOWNLOAD,
                    1,
                    host,
                    null,
                    new TaskResult.ImageShelved(CARD - 1, 900_000),
                    TaskStatus.DOWNLOADING);
        }
        return this;
    }

    OrderLife cardIsWritten(int card, String host) {
        TaskResult written = new TaskResult.CardWritten(
                slot(card),
                CARD,
                "Generic",
                "STORAGE",
                "0001",
                null,
                MAPPED,
                MAPPED,
                38_000_000,
                85_000_000,
                0,
                700_000);
        return succeed(TaskKind.WRITE, card, host, slot(card), written, TaskStatus.WRITING);
    }

    OrderLife cardFails(int card, String host) {
        claim(TaskKind.WRITE, card, host, slot(card));
        TaskId id = id(TaskKind.WRITE, card);
        return happens(new Event.Finished(
                id,
                proof(),
                Finish.Outcome.FAILED,
                null,
                new TaskError("card.worn", "the card lost what was written to it", false),
                null,
                List.of(),
                "secret",
                report(CardReport.Verdict.FAILED, card)));
    }

    /** The image leaves shelf and warehouse, as it does when an order is over. */
    OrderLife isCleanedUp(String host) {
        boolean shelved = order.task(id(TaskKind.DOWNLOAD, 1))
                .filter(task -> task.status() == TaskStatus.PENDING_IMAGE_REMOVAL)
                .isPresent();
        if (shelved) {
            claim(TaskKind.DOWNLOAD, 1, host, null);
            finish(TaskKind.DOWNLOAD, 1, new TaskResult.ImageRemoved(), null);
        }
        return happens(new Event.ImageRemoved("warehouse"));
    }

    private OrderLife claim(TaskKind kind, int number, String host, @Nullable String slot) {
        return claim(kind, number, host, slot, "claim " + ++claims);
    }

    /** A worker holds this task; its token is for heartbeats over the API. */
    OrderLife claim(TaskKind kind, int number, String host, @Nullable String slot, String leaseToken) {
        token = leaseToken;
        turn(Duration.ofSeconds(20));
        return happens(new Event.Claimed(id(kind, number), "lease" + kind + number, hash(token), WORKER, host, slot));
    }

    TaskId id(TaskKind kind, int number) {
        return new TaskId(order.id(), kind, number);
    }

    private OrderLife succeed(
            TaskKind kind, int number, String host, @Nullable String slot, TaskResult result, TaskStatus working) {
        claim(kind, number, host, slot);
        turn(Duration.ofMinutes(3));
        Progress half = new Progress(MAPPED / 2, MAPPED, 38_000_000, "half of it");
        happens(new Event.Renewed(id(kind, number), proof(), 1, working, half, slot));
        turn(Duration.ofMinutes(3));
        return finish(
                kind, number, result, kind == TaskKind.WRITE ? report(CardReport.Verdict.VERIFIED, number) : null);
    }

    private OrderLife finish(TaskKind kind, int number, TaskResult result, @Nullable CardReport card) {
        return happens(new Event.Finished(
                id(kind, number),
                proof(),
                Finish.Outcome.SUCCEEDED,
                null,
                null,
                result,
                List.of(),
                "a secret of the bench",
                card));
    }

    private ImageRef image() {
        String home = "/images/" + order.id() + "/";
        return new ImageRef(
                "hotspot",
                home + "hotspot.img.zst",
                9_000_000_000L,
                HASH,
                home + "hotspot.bmap",
                90_000,
                HASH,
                CARD - 1,
                HASH,
                MAPPED);
    }

    private CardReport report(CardReport.Verdict verdict, int card) {
        return new CardReport(
                verdict,
                HASH,
                slot(card),
                CARD,
                "Generic",
                "STORAGE",
                "0001",
                null,
                null,
                MAPPED,
                MAPPED,
                38_000_000,
                85_000_000,
                0,
                0,
                700_000,
                null,
                null,
                now);
    }

    static String slot(int card) {
        return String.valueOf((char) ('A' + (card - 1) % 8));
    }

    private Proof proof() {
        return new Proof(WORKER, hash(token));
    }

    private static String hash(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }
}

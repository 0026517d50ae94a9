package org.cardpress.scheduler.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.queue.Step.Phase;
import org.cardpress.scheduler.record.OrderId;
import org.jspecify.annotations.Nullable;

/** Orders and machines for the tests of the forecast. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    /** A creator, and a machine called desk with two slots. */
    static final Crew CREW = new Crew(1, Set.of("desk"), Map.of("desk", 2));
    /** 10 minutes an image, 5 a download, 20 a card. */
    static final Paces PACES =
            new Paces(Map.of(TaskKind.CREATE, pace(10), TaskKind.DOWNLOAD, pace(5), TaskKind.WRITE, pace(20)));

    private Samples() {}

    static Paces.Pace pace(int minutes) {
        return new Paces.Pace(3, Duration.ofMinutes(minutes).toMillis(), 0);
    }

    static OrderId id(int number) {
        return new OrderId(String.format("%020d", number));
    }

    static Ahead link(int number, int priority, Step... steps) {
        return order(number, OrderKind.LINK, priority, 0, steps);
    }

    static Ahead cards(int number, int cards, Step... steps) {
        return order(number, OrderKind.CARDS, 0, cards, steps);
    }

    static Ahead order(int number, OrderKind kind, int priority, int cards, Step... steps) {
        return new Ahead(
                id(number),
                1,
                "order " + number,
                kind,
                OrderStatus.CREATED,
                priority,
                "ann",
                null,
                NOW,
                null,
                cards,
                0,
                List.of(steps));
    }

    static Step step(TaskKind kind, Phase phase, @Nullable String host) {
        return new Step(kind, phase, host, NOW, NOW, Progress.NONE, false);
    }

    static Step running(TaskKind kind, @Nullable String host, int minutes) {
        return new Step(kind, Phase.RUNNING, host, NOW.minus(Duration.ofMinutes(minutes)), NOW, Progress.NONE, false);
    }

    static Step[] all(Step first, int times, Step each) {
        List<Step> steps = new ArrayList<>(List.of(first));
        steps.addAll(Collections.nCopies(times, each));
        return steps.toArray(Step[]::new);
    }

    static Instant in(int minutes) {
        return NOW.plus(Duration.ofMinutes(minutes));
    }
}

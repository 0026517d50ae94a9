package org.cardpress.scheduler.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cardpress.protocol.order.Eta;
import org.cardpress.protocol.order.Eta.Unknown;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.queue.Step.Phase;
import org.cardpress.scheduler.record.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * Reckons when each order will be done, as a pure function of what lies ahead, who is there, how long such work took, and the time.
 *
 * <p>It plays the line through, stage by stage: images on the creators, downloads on the machines, cards on their slots; within a stage
 * whoever is ready first goes first, then by priority and age. What runs is expected to take as long as usual, or as its own progress
 * says; what has taken longer is not guessed at, nor is what waits behind it. Tries that fail are not foreseen, nor are orders yet to come.
 */
final class Forecast {
    private static final Duration ALMOST_A_MINUTE = Duration.ofMinutes(1).minusNanos(1);

    private final Crew crew;
    private final Paces paces;
    private final Instant now;
    private final List<Plan> plans;
    private final Pool creators;
    private final Map<String, Pool> downloads = new HashMap<>();
    private final Map<String, Pool> slots = new HashMap<>();

    private Forecast(Collection<Ahead> orders, Crew crew, Paces paces, Instant now) {
        this.crew = crew;
        this.paces = paces;
        this.now = now;
        plans = orders.stream()
                .sorted(Ahead.FIRST_SERVED)
                .map(order -> new Plan(order, now))
                .toList();
        creators = new Pool(crew.creators(), now);
    }

    static Map<OrderId, Eta> of(Collection<Ahead> orders, Crew crew, Paces paces, Instant now) {
        Forecast forecast = new Forecast(orders, crew, paces, now);
        forecast.holdWhatRuns();
        forecast.create();
        forecast.download();
        forecast.write();
        Map<OrderId, Eta> etas = new HashMap<>();
        forecast.plans.forEach(plan -> etas.put(plan.order.id(), plan.eta()));
        return etas;
    }

    private void holdWhatRuns() {
        for (Plan plan : plans) {
            for (Step step : plan.order.steps()) {
                if (step.phase() == Phase.RUNNING) {
                    pool(step).hold(end(plan, step));
                }
            }
        }
    }

    private void create() {
        for (Plan plan : plans) {
            plan.order.steps(TaskKind.CREATE).forEach(step -> plan.pass(end(plan, step, creators, now)));
        }
    }

    private void download() {
        for (Plan plan : byReadiness()) {
            if (plan.order.kind() == OrderKind.LINK || plan.why != null) {
                continue;
            }
            List<Step> steps = plan.order.steps(TaskKind.DOWNLOAD);
            if (steps.isEmpty()) {
                plan.host = likelyHost(plan.order);
                plan.pass(
                        plan.host == null
                                ? Outcome.of(Unknown.NO_WORKER)
                                : take(plan, downloads(plan.host), TaskKind.DOWNLOAD, plan.ready));
            } else {
                Instant ready = plan.ready;
                for (Step step : steps) {
                    plan.host = step.host() == null ? likelyHost(plan.order) : step.host();
                    plan.pass(
                            plan.host == null
                                    ? Outcome.of(Unknown.NO_WORKER)
                                    : end(plan, step, downloads(plan.host), ready));
                }
            }
        }
    }

    private void write() {
        for (Plan plan : byReadiness()) {
            if (plan.order.kind() == OrderKind.LINK || plan.why != null) {
                continue;
            }
            Instant ready = plan.ready;
            List<Step> steps = plan.order.steps(TaskKind.WRITE);
            for (Step step : steps) {
                String host = step.host() == null ? plan.host : step.host();
                plan.cards |= step.phase() == Phase.WAITING || step.phase() == Phase.CARD_WANTED;
                plan.pass(host == null ? Outcome.of(Unknown.NO_WORKER) : end(plan, step, slots(host), ready));
            }
            for (int card = steps.size(); card < plan.order.cards() && plan.host != null; card++) {
                plan.cards = true;
                plan.pass(take(plan, slots(plan.host), TaskKind.WRITE, ready));
            }
        }
    }

    private List<Plan> byReadiness() {
        List<Plan> sorted = new ArrayList<>(plans);
        sorted.sort(
                Comparator.comparing((Plan plan) -> plan.ready).thenComparing(plan -> plan.order, Ahead.FIRST_SERVED));
        return sorted;
    }

    /** The machine an order will go to that is not bound to one: the one whose download is free first. */
    private @Nullable String likelyHost(Ahead order) {
        if (order.host() != null) {
            return order.host();
        }
        return crew.downloaders().stream()
                .filter(host -> crew.slotsOf(host) > 0)
                .min(Comparator.comparing(
                                (String host) -> downloads(host).next().orElse(Instant.MAX))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    /** @param from when it can begin at the earliest */
    private Outcome end(Plan plan, Step step, Pool pool, Instant from) {
        return switch (step.phase()) {
            case DONE -> new Outcome(now, null);
            case FAILED -> Outcome.of(Unknown.PERSON);
            case RUNNING -> end(plan, step).map(at -> new Outcome(at, null)).orElseGet(() -> Outcome.of(missing(step)));
            case WAITING, CARD_WANTED -> take(plan, pool, step.kind(), later(from, step.notBefore()));
        };
    }

    private Outcome take(Plan plan, Pool pool, TaskKind kind, Instant notBefore) {
        if (pool.isEmpty()) {
            return Outcome.of(Unknown.NO_WORKER);
        }
        Optional<Duration> work = paces.expected(kind, plan.order.bytes());
        return work.isEmpty()
                ? Outcome.of(Unknown.UNMEASURED)
                : pool.take(notBefore, work.get())
                        .map(at -> new Outcome(at, null))
                        .orElseGet(() -> Outcome.of(Unknown.OVERDUE));
    }

    /** When what runs will end; empty where nobody can say. */
    private Optional<Instant> end(Plan plan, Step step) {
        long told = step.progress().etaSeconds();
        if (step.last() && told >= 0) {
            return Optional.of(now.plusSeconds(told));
        }
        return paces.expected(step.kind(), plan.order.bytes())
                .map(work -> step.since().plus(work))
                .map(usual -> told < 0 ? usual : later(usual, now.plusSeconds(told)))
                .filter(end -> !end.isBefore(now));
    }

    private Unknown missing(Step step) {
        return paces.of(step.kind()).isEmpty() ? Unknown.UNMEASURED : Unknown.OVERDUE;
    }

    private Pool pool(Step step) {
        String host = step.host();
        if (step.kind() == TaskKind.CREATE || host == null) {
            return creators;
        }
        return step.kind() == TaskKind.DOWNLOAD ? downloads(host) : slots(host);
    }

    private Pool downloads(String host) {
        return downloads.computeIfAbsent(
                host, name -> new Pool(crew.downloaders().contains(name) ? 1 : 0, now));
    }

    private Pool slots(String host) {
        return slots.computeIfAbsent(host, name -> new Pool(crew.slotsOf(name), now));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** One of the two is there. */
    private record Outcome(Instant at, @Nullable Unknown why) {
        static Outcome of(Unknown why) {
            return new Outcome(Instant.MAX, why);
        }
    }

    /** How far the play has come with one order. */
    private static final class Plan {
        private final Ahead order;
        private Instant ready;
        private boolean cards;
        private @Nullable String host;
        private @Nullable Unknown why;

        Plan(Ahead order, Instant now) {
            this.order = order;
            this.ready = now;
            this.host = order.host();
        }

        /** A stage ends with the last of its tasks. */
        void pass(Outcome outcome) {
            if (outcome.why() != null) {
                why = why == null ? outcome.why() : why;
            } else {
                ready = later(ready, outcome.at());
            }
        }

        /** Minutes are told, not seconds: nobody knows better, and a page that says the same is not sent anew. */
        Eta eta() {
            return why != null
                    ? Eta.unknown(why)
                    : new Eta(ready.plus(ALMOST_A_MINUTE).truncatedTo(ChronoUnit.MINUTES), cards, null);
        }
    }
}

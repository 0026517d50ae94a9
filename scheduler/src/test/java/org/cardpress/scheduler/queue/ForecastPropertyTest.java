package org.cardpress.scheduler.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.cardpress.protocol.order.Eta;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.queue.Step.Phase;
import org.cardpress.scheduler.record.OrderId;
import org.jspecify.annotations.Nullable;

/** What holds of every forecast, whatever lies ahead. */
class ForecastPropertyTest {
    private static final Instant NOW = Samples.NOW;

    /** What a line is like: who works, and what was measured. */
    record Shop(int creators, int slots, int measured) {
        Crew crew() {
            return new Crew(creators, slots == 0 ? Set.of() : Set.of("desk", "mill"), Map.of("desk", slots, "mill", 1));
        }

        Paces paces() {
            Map<TaskKind, Paces.Pace> paces = new HashMap<>();
            for (TaskKind kind : TaskKind.values()) {
                if ((measured >> kind.ordinal() & 1) == 1) {
                    paces.put(kind, new Paces.Pace(2, 60_000.0 * (3 + kind.ordinal()), 0));
                }
            }
            return new Paces(paces);
        }
    }

    @Provide
    Arbitrary<Shop> shops() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 7))
                .as(Shop::new);
    }

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.of(TaskKind.values()),
                        Arbitraries.of(Phase.values()),
                        Arbitraries.of("desk", "mill", "gone"),
                        Arbitraries.integers().between(-30, 30),
                        Arbitraries.integers().between(0, 900),
                        Arbitraries.of(true, false))
                .as((kind, phase, host, minutes, left, last) -> new Step(
                        kind,
                        phase,
                        kind == TaskKind.CREATE ? null : host,
                        NOW.minus(Duration.ofMinutes(Math.abs(minutes))),
                        NOW.plus(Duration.ofMinutes(minutes)),
                        left == 0 ? Progress.NONE : new Progress(0, left, 1, null),
                        last));
    }

    @Provide
    Arbitrary<List<Ahead>> queues() {
        return Combinators.combine(
                        Arbitraries.of(OrderKind.CARDS, OrderKind.LINK),
                        Arbitraries.integers().between(-2, 2),
                        Arbitraries.integers().between(0, 4),
                        steps().list().ofMaxSize(6),
                        Arbitraries.of("desk", "mill", "none"))
                .as((kind, priority, cards, steps, host) -> new Ahead(
                        Samples.id(0),
                        1,
                        "x",
                        kind,
                        OrderStatus.CREATED,
                        priority,
                        "ann",
                        null,
                        NOW,
                        host.equals("none") ? null : host,
                        cards,
                        0,
                        steps))
                .list()
                .ofMaxSize(12)
                .map(ForecastPropertyTest::numbered);
    }

    private static List<Ahead> numbered(List<Ahead> orders) {
        List<Ahead> numbered = new ArrayList<>();
        for (Ahead each : orders) {
            numbered.add(with(each, numbered.size() + 1, each.priority(), each.steps()));
        }
        return numbered;
    }

    private static Ahead with(Ahead each, int number, int priority, List<Step> steps) {
        return new Ahead(
                Samples.id(number),
                1,
                each.name(),
                each.kind(),
                each.status(),
                priority,
                each.createdBy(),
                null,
                each.createdAt(),
                each.host(),
                each.cards(),
                each.bytes(),
                steps);
    }

    private static Map<OrderId, Eta> forecast(List<Ahead> orders, Shop shop) {
        return Forecast.of(orders, shop.crew(), shop.paces(), NOW);
    }

    @Property(tries = 500)
    void everyOrderGetsATimeThatIsNotPastOrAReason(@ForAll("queues") List<Ahead> orders, @ForAll("shops") Shop shop) {
        Map<OrderId, Eta> etas = forecast(orders, shop);
        assertThat(etas).hasSize(orders.size());
        for (Eta eta : etas.values()) {
            Instant at = eta.at();
            assertThat(at == null).isEqualTo(eta.why() != null);
            if (at != null) {
                assertThat(at).isAfterOrEqualTo(NOW);
                assertThat(at.getEpochSecond() % 60).isZero();
            }
        }
    }

    @Property(tries = 300)
    void theOrderInWhichTheyAreReadDoesNotMatter(
            @ForAll("queues") List<Ahead> orders, @ForAll("shops") Shop shop, @ForAll long seed) {
        List<Ahead> shuffled = new ArrayList<>(orders);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(forecast(shuffled, shop)).isEqualTo(forecast(orders, shop));
    }

    @Property(tries = 300)
    void whatComesLastDoesNotDelayImagesThatAreBeforeIt(
            @ForAll("queues") List<Ahead> orders, @ForAll("shops") Shop shop) {
        List<Ahead> links = orders.stream()
                .filter(each -> each.kind() == OrderKind.LINK)
                .map(each -> with(each, Math.toIntExact(Long.parseLong(each.id().value())), 0, each.steps()))
                .toList();
        List<Ahead> more = new ArrayList<>(links);
        more.add(Samples.link(99, -5, Samples.step(TaskKind.CREATE, Phase.WAITING, null)));
        Map<OrderId, Eta> before = forecast(links, shop);
        Map<OrderId, Eta> after = forecast(more, shop);
        before.forEach((id, eta) -> assertThat(after.get(id)).isEqualTo(eta));
    }

    @Property(tries = 300)
    void whereNothingWasMeasuredOnlyProgressOfTheLastStepTellsATime(@ForAll("queues") List<Ahead> orders) {
        Map<OrderId, Eta> etas = forecast(orders, new Shop(2, 2, 0));
        for (Ahead order : orders) {
            boolean guessed = order.steps().stream()
                    .anyMatch(step -> step.isOpen()
                            && counts(order, step)
                            && !(step.phase() == Phase.RUNNING
                                    && step.last()
                                    && step.progress().etaSeconds() >= 0));
            if (guessed) {
                @Nullable
                Instant at = Objects.requireNonNull(etas.get(order.id())).at();
                assertThat(at).isNull();
            }
        }
    }

    private static boolean counts(Ahead order, Step step) {
        return order.kind() == OrderKind.CARDS || step.kind() == TaskKind.CREATE;
    }
}

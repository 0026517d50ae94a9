package org.cardpress.scheduler.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.organisation.Amount;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.TaskSpec;
import org.cardpress.scheduler.lifecycle.Line;
import org.cardpress.scheduler.lifecycle.Opening;
import org.cardpress.scheduler.order.Budget;
import org.cardpress.scheduler.order.BuildKeys;
import org.cardpress.scheduler.order.OrderDesk;
import org.cardpress.scheduler.order.Removable;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.InMemoryTaskLogStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An image that some order still needs is not made twice, and not removed. */
class ReuseTest {
    private static final Actor BOSS = new Actor("boss", Role.MANAGER);
    private static final ClaimRequest MAKER = Floor.request("maker", TaskKind.CREATE);

    private final Floor floor = new Floor();
    private final Random random = new Random(5);
    private final OrderDesk desk = new OrderDesk(
            floor.store,
            floor.moves,
            new InMemoryTaskLogStore(),
            new NoPlaces(),
            config -> config,
            (config, by) -> config,
            new OpenPurse(),
            BuildKeys.NONE,
            floor.clock,
            random);
    private final Removable removable = new Removable(floor.store, desk);

    @Test
    void aSecondOrderOfTheSameConfigIsHandedTheImageOfTheFirst() {
        Order first = place("k");
        ImageRef image = make(first);
        Order second = place("k");

        Claim claim = claim();

        assertThat(claim.orderId()).isEqualTo(second.id().value());
        assertThat(offered(claim)).isEqualTo(image);
        finish(claim, image);
        Order after = now(second);
        assertThat(after.image()).isEqualTo(image);
        assertThat(after.borrowed()).contains("/images/" + first.id() + "/");
        assertThat(after.link()).isNotNull();
    }

    @Test
    void anotherConfigAnotherBuilderAndOneThatLeavesThingsOpenAreBuilt() {
        make(place("k"));
        place("other");
        assertThat(offered(claim())).isNull();
        place(null);
        assertThat(offered(claim())).isNull();
        place("k");
        ClaimRequest newer = new ClaimRequest("maker", List.of(TaskKind.CREATE), List.of(), 1 << 20, "test/2");
        assertThat(offered(floor.claim(newer).orElseThrow())).isNull();
    }

    @Test
    void anImageThatTheWarehouseHasNotAnyMoreIsMadeAgain() {
        make(place("k"));
        Order second = place("k");
        Claim claim = claim();

        finish(claim, Line.image(second.id()));

        assertThat(now(second).image()).isEqualTo(Line.image(second.id()));
        assertThat(now(second).borrowed()).isEmpty();
        place("k");
        assertThat(offered(claim())).as("the newest").isEqualTo(Line.image(second.id()));
    }

    @Test
    void ofTwoOrdersAtOnceTheSecondWaitsForTheFirst() {
        Order first = place("k");
        Order second = place("k");
        Claim making = claim();
        assertThat(making.orderId()).isEqualTo(first.id().value());

        assertThat(floor.claim(MAKER)).isEmpty();
        CompletableFuture<Optional<Claim>> waiting = floor.waitFor(MAKER);
        assertThat(waiting).isNotDone();
        finish(making, Line.image(first.id()));
        floor.ring();

        Claim claim = waiting.join().orElseThrow();
        assertThat(claim.orderId()).isEqualTo(second.id().value());
        assertThat(offered(claim)).isEqualTo(Line.image(first.id()));
    }

    @Test
    void whereTheFirstFailsTheSecondIsBuilt() {
        place("k");
        Order second = place("k");
        Claim making = claim();
        floor.finish(
                making,
                new Finish(
                        making.leaseToken(),
                        Finish.Outcome.FAILED,
                        TaskStatus.FAILED_TO_BUILD,
                        new TaskError("x", "y", false),
                        null,
                        List.of()));

        Claim claim = claim();
        assertThat(claim.orderId()).isEqualTo(second.id().value());
        assertThat(offered(claim)).isNull();
    }

    @Test
    void ofManyClaimsAtOnceOneBuilds() throws Exception {
        for (int i = 0; i < 6; i++) {
            place("k");
        }
        CyclicBarrier together = new CyclicBarrier(6);
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            List<Future<Optional<Claim>>> claims = java.util.stream.Stream.generate(() -> pool.submit(() -> {
                        together.await();
                        return floor.claim(MAKER);
                    }))
                    .limit(6)
                    .toList();
            int built = 0;
            for (Future<Optional<Claim>> each : claims) {
                built += each.get().isPresent() ? 1 : 0;
            }
            assertThat(built).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anImageStaysUntilTheLastOrderThatNeedsItIsOver() {
        Order first = place("k");
        ImageRef image = make(first);
        Order second = place("k");
        finish(claim(), image);

        desk.cancel(first.id(), BOSS);
        assertThat(removable.in("store")).isEmpty();
        Order third = place("k");
        Claim claim = claim();
        assertThat(offered(claim)).as("lent by who borrowed it").isEqualTo(image);
        finish(claim, image);
        desk.cancel(second.id(), BOSS);
        assertThat(removable.in("store")).containsExactly("/images/" + second.id() + "/");
        removable.gone("store", removable.in("store"), BOSS);
        desk.cancel(third.id(), BOSS);
        assertThat(removable.in("store"))
                .containsExactlyInAnyOrder("/images/" + first.id() + "/", "/images/" + third.id() + "/");
    }

    @Test
    void aClaimUnderWayKeepsTheImageTooAndAFailedOneLetsGo() {
        Order first = place("k");
        make(first);
        place("k");
        Claim claim = claim();
        desk.cancel(first.id(), BOSS);
        assertThat(removable.in("store")).isEmpty();

        floor.finish(claim, new Finish(claim.leaseToken(), Finish.Outcome.GIVEN_BACK, null, null, null, List.of()));

        assertThat(removable.in("store")).containsExactly("/images/" + first.id() + "/");
        assertThat(offered(claim())).as("its order is over").isNull();
    }

    @Test
    void aWorkerCannotHandOverTheImageOfAnotherOrderThatItWasNotOffered() {
        Order first = place("k");
        make(first);
        place("other");
        Claim claim = claim();

        assertThatThrownBy(() -> finish(claim, Line.image(first.id())))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("expected a file in /images/" + claim.orderId());
    }

    private ImageRef make(Order order) {
        Claim claim = claim();
        assertThat(claim.orderId()).isEqualTo(order.id().value());
        ImageRef image = Line.image(order.id());
        finish(claim, image);
        return image;
    }

    private Claim claim() {
        return floor.claim(MAKER).orElseThrow();
    }

    private void finish(Claim claim, ImageRef image) {
        floor.finish(
                claim,
                new Finish(
                        claim.leaseToken(),
                        Finish.Outcome.SUCCEEDED,
                        null,
                        null,
                        new TaskResult.ImageBuilt(image),
                        List.of()));
    }

    private static @Nullable ImageRef offered(Claim claim) {
        return ((TaskSpec.CreateImage) claim.spec()).reuse();
    }

    private Order now(Order order) {
        return floor.store.find(order.id()).orElseThrow();
    }

    private Order place(@Nullable String key) {
        floor.clock.turn(java.time.Duration.ofSeconds(1));
        OrderId id = OrderId.fresh(floor.clock.instant(), random);
        Opening like = Line.opening(id, OrderKind.LINK, 0);
        return floor.moves.open(new Opening(
                id,
                OrderKind.LINK,
                like.name(),
                like.createdBy(),
                like.organisation(),
                like.channel(),
                "store",
                null,
                0,
                0,
                null,
                like.linkDays(),
                null,
                like.config(),
                key));
    }

    private static final class OpenPurse implements Budget {
        @Override
        public void reserve(String organisation, OrderId order, Amount amount) {}

        @Override
        public void settle(Order order) {}
    }

    private static final class NoPlaces implements org.cardpress.scheduler.order.Places {
        @Override
        public Optional<String> channel(@Nullable String slug) {
            return Optional.empty();
        }

        @Override
        public Optional<String> warehouse(@Nullable String slug) {
            return Optional.empty();
        }

        @Override
        public boolean knowsHost(String name) {
            return false;
        }
    }
}

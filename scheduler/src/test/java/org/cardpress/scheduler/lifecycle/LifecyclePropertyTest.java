package org.cardpress.scheduler.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Finish.Outcome;
import org.cardpress.scheduler.record.Effect;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.store.OpenTask;

/** What holds whatever happens: random events, most of them plausible, some of them hostile, on one order and a turning clock. */
class LifecyclePropertyTest {
    private static final List<String> HOSTS = List.of("press", "mill");
    private static final List<String> SLOTS = List.of("A", "B");

    private final Lifecycle lifecycle = new Lifecycle(Rules.DEFAULTS);

    /** One choice: what kind of event, about which task, and the rest of its particulars. */
    record Choice(int what, int which, int more) {}

    @Provide
    Arbitrary<List<Choice>> stories() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 19),
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.integers().between(0, 1000))
                .as(Choice::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(120);
    }

    @Property(tries = 1500)
    void whateverHappensTheOrderStaysSound(
            @ForAll("stories") List<Choice> story, @ForAll boolean cards, @ForAll boolean startAtTheCards) {
        Story told = new Story(cards || startAtTheCards);
        if (startAtTheCards) {
            told.upToWrites();
        }
        for (Choice choice : story) {
            told.step(choice);
        }
        assertThat(told.replayed()).isEqualTo(told.order);
        Statistics.label("order ends as").collect(told.order.status().wire());
    }

    private final class Story {
        private final Order first;
        private final List<Event> events = new ArrayList<>();
        private final List<Instant> times = new ArrayList<>();
        private final List<Proof> proofs = new ArrayList<>(List.of(new Proof("press", "never given")));
        private final Set<String> effectKeys = new HashSet<>();
        private Instant now = Line.START;
        private Order order;

        Story(boolean cards) {
            first = lifecycle.open(Line.opening(Line.ID, cards ? OrderKind.CARDS : OrderKind.LINK, cards ? 3 : 0), now);
            order = first;
        }

        void step(Choice choice) {
            now = now.plusSeconds(choice.more() % 40L);
            if (choice.what() == 19) {
                now = now.plus(Duration.ofDays(choice.more() % 20));
            }
            happen(event(choice));
        }

        /** Nothing goes wrong until every card waits for a writer. */
        void upToWrites() {
            for (int task = 0; task < 2; task++) {
                Choice calm = new Choice(0, 0, 0);
                happen(claim(calm, order.tasks().get(task)));
                Task taken = order.tasks().get(task);
                happen(finish(taken, truth(taken), Outcome.SUCCEEDED, new Choice(0, 1, 0)));
            }
        }

        private void happen(Event event) {
            events.add(event);
            times.add(now);
            Change change = lifecycle.apply(order, event, now);
            if (change instanceof Change.Moved moved) {
                checkMove(order, moved);
                order = moved.next();
            }
            checkState(order);
        }

        Order replayed() {
            Order again = first;
            for (int i = 0; i < events.size(); i++) {
                if (lifecycle.apply(again, events.get(i), times.get(i)) instanceof Change.Moved moved) {
                    again = moved.next();
                }
            }
            return again;
        }

        private Event event(Choice choice) {
            Task task = pick(order.tasks(), choice);
            return switch (choice.what()) {
                case 0, 1, 2 -> claim(choice, pick(pending(), choice));
                case 3 -> claim(choice, task);
                case 4, 5 -> renew(choice, pick(leased(), choice), truth(pick(leased(), choice)));
                case 6 -> renew(choice, task, lie(choice));
                case 7, 8, 9 ->
                    finish(pick(leased(), choice), truth(pick(leased(), choice)), Outcome.SUCCEEDED, choice);
                case 10 -> finish(task, truth(task), Outcome.SUCCEEDED, choice);
                case 11 -> finish(task, truth(task), Outcome.FAILED, choice);
                case 12 -> finish(task, truth(task), Outcome.values()[choice.more() % 4], choice);
                case 13 -> finish(task, lie(choice), Outcome.SUCCEEDED, choice);
                case 14 -> expire(task);
                case 15 -> new Event.RetryAsked(choice.more() % 2 == 0 ? null : task.id(), "ada");
                case 16 -> choice.more() % 8 == 0 ? new Event.CancelAsked("ada") : expire(task);
                case 17 -> rare(choice);
                case 18 -> effectDone(choice);
                default -> new Event.LinkDue();
            };
        }

        /** One of these, or where there are none one of all. */
        private Task pick(List<Task> some, Choice choice) {
            List<Task> from = some.isEmpty() ? order.tasks() : some;
            return from.get(choice.which() % from.size());
        }

        private List<Task> pending() {
            return order.tasks().stream()
                    .filter(task -> task.stage() == Stage.PENDING && task.lease() == null)
                    .toList();
        }

        private List<Task> leased() {
            return order.tasks().stream().filter(task -> task.lease() != null).toList();
        }

        private Event rare(Choice choice) {
            return switch (choice.more() % 4) {
                case 0 -> new Event.ShipAsked("x", "ada");
                case 1 -> new Event.AnonymiseAsked("ada");
                case 2 -> new Event.ImageRemoved("main");
                default -> new Event.RetryAsked(new TaskId(Line.ID, TaskKind.WRITE, 999), "ada");
            };
        }

        private Event effectDone(Choice choice) {
            List<Effect> owed = order.effects();
            return new Event.EffectDone(
                    owed.isEmpty()
                            ? "none"
                            : owed.get(choice.which() % owed.size()).key());
        }

        private Event claim(Choice choice, Task task) {
            String wrong = HOSTS.get(choice.more() % 2);
            String host = task.host() == null || choice.more() % 5 == 0 ? wrong : task.host();
            String slot = task.kind() == TaskKind.WRITE ? SLOTS.get(choice.which() % 2) : null;
            Proof proof = new Proof(host, "hash" + events.size());
            proofs.add(proof);
            return new Event.Claimed(task.id(), "lease" + events.size(), proof.tokenHash(), host, host, slot);
        }

        private Event renew(Choice choice, Task task, Proof proof) {
            TaskStatus[] all = TaskStatus.values();
            return new Event.Renewed(
                    task.id(), proof, choice.which() % 7, all[choice.more() % all.length], Progress.NONE, null);
        }

        private Event finish(Task task, Proof proof, Outcome outcome, Choice choice) {
            TaskStatus[] all = TaskStatus.values();
            TaskStatus word = choice.which() % 3 == 0 ? all[choice.more() % all.length] : null;
            TaskError error = outcome == Outcome.FAILED ? new TaskError("x", "y", choice.more() % 3 > 0) : null;
            return new Event.Finished(task.id(), proof, outcome, word, error, result(task), List.of(), "secret");
        }

        private TaskResult result(Task task) {
            return switch (task.kind()) {
                case CREATE -> new TaskResult.ImageBuilt(Line.image(Line.ID));
                case DOWNLOAD ->
                    task.status() == TaskStatus.PENDING_IMAGE_REMOVAL
                            ? new TaskResult.ImageRemoved()
                            : new TaskResult.ImageShelved(1, 1);
                case WRITE -> new TaskResult.CardWritten("A", 1, null, null, null, null, 1, 1, 1, 1, 0, 1);
            };
        }

        private Event expire(Task task) {
            Lease lease = task.lease();
            return new Event.LeaseExpired(task.id(), lease == null ? "lease0" : lease.id());
        }

        private Proof truth(Task task) {
            Lease lease = task.lease();
            return lease == null ? proofs.get(0) : new Proof(lease.account(), lease.tokenHash());
        }

        private Proof lie(Choice choice) {
            return proofs.get(choice.more() % proofs.size());
        }

        private void checkMove(Order before, Change.Moved moved) {
            Order after = moved.next();
            assertThat(after.version()).isEqualTo(before.version() + 1);
            for (Task task : before.tasks()) {
                Task later = after.task(task.id()).orElseThrow();
                if (task.stage().isTerminal()) {
                    assertThat(later.status()).as("terminal is final").isEqualTo(task.status());
                }
                assertThat(later.attempt()).isGreaterThanOrEqualTo(task.attempt());
            }
            if (before.isFinal()) {
                assertThat(after.status()).as("over is over").isEqualTo(before.status());
            }
            for (Effect effect : moved.effects()) {
                assertThat(effectKeys.add(effect.key()))
                        .as("owed once: " + effect.key())
                        .isTrue();
                assertThat(after.effects()).contains(effect);
            }
        }

        private void checkState(Order at) {
            assertThat(at.status()).as("derived").isEqualTo(OrderStatuses.of(at));
            checkWrites(at);
            checkLeases(at);
            assertThat(OpenTask.of(at))
                    .extracting(OpenTask::task)
                    .containsExactlyElementsOf(at.tasks().stream()
                            .filter(task -> task.stage() == Stage.PENDING && task.lease() == null)
                            .map(Task::id)
                            .toList());
        }

        private void checkWrites(Order at) {
            List<Integer> cards = at.currentTasks().stream()
                    .filter(task -> task.kind() == TaskKind.WRITE)
                    .map(Task::card)
                    .sorted()
                    .toList();
            assertThat(cards).isIn(List.of(), List.of(1, 2, 3));
            if (at.status() == OrderStatus.PENDING_SHIPMENT || at.status() == OrderStatus.SHIPPED) {
                assertThat(at.currentTasks())
                        .filteredOn(task -> task.status() == TaskStatus.WRITTEN)
                        .hasSize(at.quantity());
            }
        }

        private void checkLeases(Order at) {
            Set<String> slots = new HashSet<>();
            for (Task task : at.tasks()) {
                Lease lease = task.lease();
                boolean mayBeHeld =
                        !task.stage().isTerminal() && task.status() != TaskStatus.PENDING && !task.superseded();
                if (lease != null) {
                    assertThat(mayBeHeld).as("leased: " + task).isTrue();
                    if (lease.slot() != null) {
                        assertThat(slots.add(lease.host() + lease.slot())).isTrue();
                    }
                } else {
                    assertThat(task.stage())
                            .as("without a lease: " + task)
                            .isIn(
                                    Stage.PENDING,
                                    Stage.WAITING,
                                    Stage.SUCCEEDED,
                                    Stage.FAILED,
                                    Stage.CANCELED,
                                    Stage.TIMEDOUT);
                }
                assertThat(task.uncounted()).isBetween(0, task.attempt());
                assertThat(task.counted()).isLessThanOrEqualTo(task.maxAttempts());
            }
        }
    }
}

package org.cardpress.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.standalone.journey.Death.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Kills whom it is told to while a task is where it is told: a worker waits at the gate, the scheduler confirms that the task is in
 * the status, then the signal is sent. One stop at a time; the processes of the others run on.
 */
final class Executioner {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);
    private static final String CARD_KEPT = " bytes written at ";
    private static final Set<String> WORDS = Stream.concat(
                    Stream.of(Gate.BEGUN, Gate.SUCCEEDED),
                    Stream.of(TaskStatus.values()).map(TaskStatus::wire))
            .collect(Collectors.toSet());

    private final ProcessLine line;
    private final Set<Death> owed = new LinkedHashSet<>();
    private final List<Death> done = new ArrayList<>();
    private @Nullable Throwable failure;

    Executioner(ProcessLine line) {
        this.line = line;
    }

    synchronized void plan(List<Death> deaths) {
        owed.addAll(deaths);
    }

    synchronized Set<Death> owed() {
        return Set.copyOf(owed);
    }

    synchronized List<Death> done() {
        return List.copyOf(done);
    }

    synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** A worker waits at the gate. Who only has something to say goes on, also while somebody else is being killed. */
    void reached(Gate.Stop stop) {
        boolean isStep = WORDS.contains(stop.word()) || stop.word().contains(CARD_KEPT);
        if (isStep) {
            judge(stop);
        }
    }

    private synchronized void judge(Gate.Stop stop) {
        if (!line.program(stop.program()).isAliveAs(stop.pid())) {
            return;
        }
        try {
            handle(stop);
        } catch (Exception | AssertionError e) {
            failure = failure == null ? new AssertionError("at " + stop, e) : failure;
        }
    }

    private void handle(Gate.Stop stop) throws IOException {
        TaskKind kind = kind(stop.task());
        Moment moment = stop.word().contains(CARD_KEPT) ? Moment.UNTOLD : Moment.ENTERED;
        if (owed.stream().anyMatch(death -> death.kind() == kind && concerns(stop, death))) {
            TaskStatus status = confirmed(stop);
            if (killAt(stop, kind, status, moment)) {
                return;
            }
        }
        if (stop.word().equals(TaskStatus.WAITING_FOR_CARD.wire())) {
            line.insertCards();
        }
        for (Death death : matching(kind, stop.word(), Moment.MIDWAY)) {
            killMidway(stop, death);
        }
    }

    private boolean killAt(Gate.Stop stop, TaskKind kind, TaskStatus status, Moment moment) {
        List<Death> now = matching(kind, status.wire(), moment);
        for (Death death : now) {
            if (!death.victim().equals(stop.program())) {
                line.program(death.victim()).kill();
                revive(death.victim());
                assertThat(status(stop))
                        .as("status of %s after %s", stop.task(), death)
                        .isEqualTo(status);
                strike(death);
            }
        }
        for (Death death : now) {
            if (death.victim().equals(stop.program())) {
                line.program(death.victim()).kill();
                strike(death);
                killWhilePending(stop, kind, status);
                line.program(death.victim()).restart();
                return true;
            }
        }
        return false;
    }

    /** The lost task comes back before its worker does: the only time at which a task is surely pending. */
    private void killWhilePending(Gate.Stop stop, TaskKind kind, TaskStatus lostAt) {
        for (Death death : matching(kind, TaskStatus.PENDING.wire(), Moment.ENTERED)) {
            if (!lostAt.stage().isTerminal() && lostAt != TaskStatus.PENDING_END_OF_WRITES) {
                await(death.toString()).atMost(PATIENCE).until(() -> status(stop) == TaskStatus.PENDING);
                line.program(death.victim()).kill();
                revive(death.victim());
                assertThat(status(stop))
                        .as("status of %s after %s", stop.task(), death)
                        .isEqualTo(TaskStatus.PENDING);
                strike(death);
            }
        }
    }

    /** Lets the worker go on, and kills as soon as bytes have moved. That some have not is checked on the corpse. */
    private void killMidway(Gate.Stop stop, Death death) throws IOException {
        Midway midway = line.midway(death.kind(), stop.order());
        stop.pass();
        await(death.toString())
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_LOOKS)
                .until(midway::isNow);
        line.program(death.victim()).kill();
        assertThat(midway.isNow()).as("%s came in time", death).isTrue();
        assertThat(status(stop)).as("status of %s at %s", stop.task(), death).isEqualTo(death.at());
        strike(death);
        revive(death.victim());
    }

    private void revive(String program) {
        line.program(program).restart();
        line.awaitUp(program);
    }

    private void strike(Death death) {
        owed.remove(death);
        done.add(death);
        System.out.println("killed: " + death);
    }

    private List<Death> matching(TaskKind kind, String status, Moment moment) {
        return owed.stream()
                .filter(death -> death.kind() == kind && death.at().wire().equals(status) && death.moment() == moment)
                .toList();
    }

    private static boolean concerns(Gate.Stop stop, Death death) {
        return switch (stop.word()) {
            case Gate.BEGUN, Gate.SUCCEEDED -> true;
            default -> stop.word().equals(death.at().wire()) || stop.word().contains(CARD_KEPT);
        };
    }

    /** The status that the scheduler knows, once it is the one that the worker is in. */
    private TaskStatus confirmed(Gate.Stop stop) {
        boolean isStatus = !stop.word().contains(" ") && !stop.word().equals(Gate.BEGUN);
        if (isStatus) {
            await(stop.toString())
                    .atMost(PATIENCE)
                    .until(() -> status(stop).wire().equals(stop.word()));
        }
        return status(stop);
    }

    private TaskStatus status(Gate.Stop stop) {
        SchedulerClient client = line.client();
        return client.orders().get(stop.order()).tasks().stream()
                .filter(task -> task.id().equals(stop.task()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(stop.task() + " is gone"))
                .status();
    }

    private static TaskKind kind(String task) {
        return switch (task.charAt(task.indexOf('.') + 1)) {
            case 'c' -> TaskKind.CREATE;
            case 'd' -> TaskKind.DOWNLOAD;
            default -> TaskKind.WRITE;
        };
    }
}

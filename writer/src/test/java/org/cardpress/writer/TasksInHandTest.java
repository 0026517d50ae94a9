package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskStopped;
import org.junit.jupiter.api.Test;

class TasksInHandTest {
    private final TasksInHand tasks = new TasksInHand();

    @Test
    void aSecondSlotWaitsForTheFirst() throws Exception {
        TasksInHand.Hold first = tasks.take("o.w1", new CancelSignal());
        tasks.take("o.w2", new CancelSignal()).close();
        CompletableFuture<TasksInHand.Hold> second = taking(new CancelSignal());
        assertThat(second).isNotDone();

        first.close();

        assertThat(second.get(30, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void aCancelEndsTheWaiting() throws Exception {
        tasks.take("o.w1", new CancelSignal());
        CancelSignal cancel = new CancelSignal();
        CompletableFuture<TasksInHand.Hold> second = taking(cancel);

        cancel.raise(CancelSignal.Reason.CANCEL);

        assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(TaskStopped.class);
    }

    private CompletableFuture<TasksInHand.Hold> taking(CancelSignal cancel) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return tasks.take("o.w1", cancel);
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        });
    }
}

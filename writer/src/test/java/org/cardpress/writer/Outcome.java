package org.cardpress.writer;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.protocol.worker.Claim;
import org.jspecify.annotations.Nullable;

/**
 * How a task in a slot came out.
 *
 * @param card null where none was written
 * @param code of the failure; empty where none was told, as while the slot only waits
 * @param sentence that the operator read; empty where none
 */
record Outcome(@Nullable CardWritten card, String code, String sentence) {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Runs the task to its end; where it comes to wait for a person, until it has said why. */
    static Outcome of(WriteHandler handler, Claim claim) throws Exception {
        return of(handler, claim, new FakeContext());
    }

    static Outcome of(WriteHandler handler, Claim claim, FakeContext context) throws Exception {
        CompletableFuture<CardWritten> running = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        running.complete(handler.run(claim, context));
                    } catch (Throwable ended) {
                        running.completeExceptionally(ended);
                    }
                },
                "task");
        thread.start();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(LONG)
                .until(() -> running.isDone() || !context.messages.isEmpty() && waits(context));
        if (!running.isDone()) {
            context.cancel.raise(CancelSignal.Reason.CANCEL);
            thread.join();
            return new Outcome(null, "", context.messages.get(context.messages.size() - 1));
        }
        thread.join();
        return ended(running);
    }

    /** "Is not responding" is told while the card is still at work. */
    private static boolean waits(FakeContext context) {
        return context.messages.stream()
                .noneMatch(said -> said.contains("is not responding") || said.contains("answers again"));
    }

    private static Outcome ended(CompletableFuture<CardWritten> running) throws Exception {
        try {
            return new Outcome(running.get(), "", "");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof TaskFailure failure) {
                return new Outcome(null, failure.error().code(), failure.error().message());
            }
            throw failed;
        }
    }
}

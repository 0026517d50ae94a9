package org.cardpress.protocol.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.protocol.worker.Grant;
import org.jspecify.annotations.Nullable;

/** What the runtime does for one task while its handler works. None of the calls waits for the scheduler. Safe for many threads. */
public interface TaskContext {
    /** Enters a status; the scheduler is told at once and the progress begins anew. */
    void status(TaskStatus status);

    /** Names the slot that the work uses. */
    void slot(String name);

    /**
     * Tells how far this status is. May be called as often as one likes: it is cheap, and the scheduler is told at most once a
     * second. The rate is computed here.
     *
     * @param done bytes
     * @param total bytes; 0 where not known
     * @param message the step at hand, for a person
     */
    void progress(long done, long total, @Nullable String message);

    /** Adds a line to the task's log, which its owner can read: no secrets. */
    void log(String line);

    /** Tells something a person should look at although the work goes on. */
    void warn(String text);

    /** Tells what became of the card that was used; goes with the last word about this task. Nothing where no cards are used. */
    default void card(CardReport report) {}

    /**
     * Asks a person before a card is overwritten; null takes the question back. While it stands, the scheduler is asked for the
     * answer every second or so.
     */
    default void ask(@Nullable CardQuestion question) {}

    /** Who said yes to this question; empty as long as nobody has. */
    default Optional<String> confirmedBy(String question) {
        return Optional.empty();
    }

    /**
     * From now on the work is worth finishing without the scheduler: it goes on when the lease runs out because nobody could be
     * reached. A scheduler that says stop still stops it, and is asked every second or so.
     */
    default void finishAlone() {}

    /** Raised when the work is to stop. */
    CancelSignal cancel();

    /** An empty directory of this attempt, gone when the handler returns. */
    Path workspace() throws IOException;

    /**
     * The grant of this claim for the operation.
     *
     * @throws TaskFailure if the scheduler gave none
     */
    Grant grant(Grant.Operation operation) throws TaskFailure;
}

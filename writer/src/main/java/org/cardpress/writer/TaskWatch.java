package org.cardpress.writer;

import java.time.Duration;
import org.cardpress.protocol.runtime.TaskContext;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.writer.card.CardCancelled;
import org.cardpress.writer.card.CardWatch;
import org.cardpress.writer.watch.HangGuard;

/**
 * Tells the task what happens to its card, and the card whether it is still wanted. Used by the card's thread and the one that
 * looks after it.
 */
final class TaskWatch implements CardWatch, HangGuard.Observer {
    private final TaskContext context;
    private final String slot;
    private volatile boolean cleared;
    private volatile long done;
    private volatile long total;

    TaskWatch(TaskContext context, String slot) {
        this.slot = slot;
        this.context = context;
    }

    @Override
    public void entered(Phase phase) {
        context.status(
                switch (phase) {
                    case CLEARING -> TaskStatus.WIPING_SDCARD;
                    case CLEARED -> TaskStatus.CARD_WIPED;
                    case WRITING -> TaskStatus.WRITING;
                    case VERIFYING -> TaskStatus.VERIFYING;
                });
        cleared = cleared || phase == Phase.CLEARED;
    }

    @Override
    public void advanced(long done, long total) {
        this.done = done;
        this.total = total;
        context.progress(done, total, null);
    }

    @Override
    public boolean isWanted() {
        return !context.cancel().isRaised();
    }

    @Override
    public void quiet(Duration waiting) {
        String sentence = "Card in slot " + slot + " is not responding for " + waiting.toSeconds() + " s.";
        context.progress(done, total, sentence);
        context.log(sentence);
    }

    @Override
    public void answersAgain() {
        String sentence = "Card in slot " + slot + " answers again.";
        context.progress(done, total, sentence);
        context.log(sentence);
    }

    @Override
    public void checkWanted() throws CardCancelled {
        if (context.cancel().isRaised()) {
            throw new CardCancelled();
        }
    }

    /** The word for a failure now. */
    TaskStatus failedStatus() {
        return cleared ? TaskStatus.FAILED_TO_WRITE : TaskStatus.FAILED_TO_WIPE;
    }
}

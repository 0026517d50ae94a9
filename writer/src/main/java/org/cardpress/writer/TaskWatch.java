package org.cardpress.writer;

import org.cardpress.protocol.runtime.TaskContext;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.writer.card.CardCancelled;
import org.cardpress.writer.card.CardWatch;

/** Tells the task what happens to its card, and the card whether it is still wanted. */
final class TaskWatch implements CardWatch {
    private final TaskContext context;
    private boolean cleared;

    TaskWatch(TaskContext context) {
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
        context.progress(done, total, null);
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

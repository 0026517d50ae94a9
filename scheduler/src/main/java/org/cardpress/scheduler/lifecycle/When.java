package org.cardpress.scheduler.lifecycle;

import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.scheduler.record.Task;
import org.jspecify.annotations.Nullable;

/** A condition of a move. */
enum When {
    ALWAYS("") {
        @Override
        boolean holds(Situation at) {
            return true;
        }
    },
    CANCELED("the order is canceled") {
        @Override
        boolean holds(Situation at) {
            return at.canceled();
        }
    },
    CARDS("the order is for cards") {
        @Override
        boolean holds(Situation at) {
            return at.kind() == OrderKind.CARDS;
        }
    },
    NO_CARDS("the order is for a link or for upkeep") {
        @Override
        boolean holds(Situation at) {
            return at.kind() != OrderKind.CARDS;
        }
    },
    AGAIN("attempts are left and the error is retryable") {
        @Override
        boolean holds(Situation at) {
            TaskError error = at.error();
            return (error == null || error.retryable())
                    && at.task().counted() < at.task().maxAttempts();
        }
    },
    LOSSES_LEFT("losses are left") {
        @Override
        boolean holds(Situation at) {
            return at.task().lost() < at.lossesAllowed();
        }
    },
    ON_A_SHELF("a host has begun to fetch the image") {
        @Override
        boolean holds(Situation at) {
            return at.task().attempt() > 0 && at.task().host() != null;
        }
    };

    private final String told;

    When(String told) {
        this.told = told;
    }

    abstract boolean holds(Situation at);

    /** For the page; empty where there is no condition. */
    String told() {
        return told;
    }

    /** What conditions look at. */
    record Situation(
            Task task,
            OrderKind kind,
            boolean canceled,
            int lossesAllowed,
            @Nullable TaskError error) {}
}

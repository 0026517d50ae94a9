package org.cardpress.standalone.journey;

import java.util.Arrays;
import java.util.stream.Stream;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;

/**
 * A program to be killed while a task is in a status.
 *
 * @param at status of the task at the scheduler when the signal is sent
 */
record Death(String victim, TaskKind kind, TaskStatus at, Moment moment) {

    /** Where in the status the worker stands. */
    enum Moment {
        /** It has entered the status and done nothing in it, or the status is one in which nobody works. */
        ENTERED,
        /** Some of the bytes are moved and some are not. */
        MIDWAY,
        /** The work is done, and the scheduler has not heard of it. */
        UNTOLD
    }

    static Stream<Death> entered(String victim, TaskKind kind, TaskStatus... statuses) {
        return Arrays.stream(statuses).map(status -> new Death(victim, kind, status, Moment.ENTERED));
    }

    @Override
    public String toString() {
        return victim + " at " + kind.wire() + " " + at.wire() + (moment == Moment.ENTERED ? "" : " (" + moment + ")");
    }
}

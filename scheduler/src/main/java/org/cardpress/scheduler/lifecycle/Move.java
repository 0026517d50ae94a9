package org.cardpress.scheduler.lifecycle;

import java.util.List;
import java.util.Set;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;

/**
 * One row of the table: a task of this kind that stands in one of these words goes to another.
 *
 * @param asSaid whether the worker names the word it goes to, so that the row fits only when it names this one
 * @param then in the order it is done
 */
record Move(TaskKind kind, Set<TaskStatus> from, Cause on, When when, TaskStatus to, boolean asSaid, List<Then> then) {
    Move {
        then = List.copyOf(then);
    }

    boolean fits(Cause cause, When.Situation at, TaskStatus said) {
        return on == cause
                && kind == at.task().kind()
                && from.contains(at.task().status())
                && (!asSaid || to == said)
                && when.holds(at);
    }
}

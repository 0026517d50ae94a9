package org.cardpress.scheduler.record;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardpress.protocol.task.TaskKind;

/** Names a task: the order's id, a dot, the first letter of the kind, a number from 1. So a task finds its order without an index. */
public record TaskId(OrderId order, TaskKind kind, int number) {
    private static final Pattern FORM = Pattern.compile("([0-9a-z]{20})\\.([cdw])([1-9][0-9]{0,5})");

    public TaskId {
        if (number < 1) {
            throw new IllegalArgumentException("task number " + number + " (expected 1 or more)");
        }
    }

    public static boolean isValid(String value) {
        Matcher matcher = FORM.matcher(value);
        return matcher.matches() && OrderId.isValid(matcher.group(1));
    }

    public static TaskId parse(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("task id \"" + value + "\" (expected order id, dot, c|d|w, number)");
        }
        return new TaskId(
                new OrderId(matcher.group(1)), kindOf(matcher.group(2).charAt(0)), Integer.parseInt(matcher.group(3)));
    }

    private static TaskKind kindOf(char letter) {
        for (TaskKind kind : TaskKind.values()) {
            if (kind.wire().charAt(0) == letter) {
                return kind;
            }
        }
        throw new IllegalArgumentException("task kind \"" + letter + "\" (expected c, d or w)");
    }

    @Override
    public String toString() {
        return order + "." + kind.wire().charAt(0) + number;
    }
}

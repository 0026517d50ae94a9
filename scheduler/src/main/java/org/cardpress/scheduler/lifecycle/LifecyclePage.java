package org.cardpress.scheduler.lifecycle;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.scheduler.record.Effect;

/** Writes {@code docs/lifecycle.md}: words around the table, and the table itself. */
public final class LifecyclePage {
    private LifecyclePage() {}

    /** The whole page in Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder(LifecycleWords.BEFORE);
        for (TaskKind kind : TaskKind.values()) {
            page.append("\n### ").append(kind.wire()).append("\n\n");
            page.append("| from | when | to | and then |\n|---|---|---|---|\n");
            Moves.TABLE.stream().filter(move -> move.kind() == kind).forEach(move -> page.append(row(move)));
        }
        page.append(LifecycleWords.BETWEEN);
        page.append("| the order comes to | effect |\n|---|---|\n");
        for (Map.Entry<OrderStatus, Effect.Kind> owed : OrderStatuses.OWED.entrySet()) {
            page.append("| `%s` | `%s` |\n"
                    .formatted(owed.getKey().wire(), owed.getValue().name().toLowerCase(Locale.ROOT)));
        }
        page.append(LifecycleWords.AFTER.formatted(
                Rules.DEFAULTS.lease().toSeconds(),
                Rules.DEFAULTS.heartbeat().toSeconds(),
                Rules.DEFAULTS.createAttempts(),
                Rules.DEFAULTS.downloadAttempts(),
                Rules.DEFAULTS.writeAttempts(),
                Rules.DEFAULTS.losses(),
                Rules.DEFAULTS.firstWait().toSeconds(),
                Rules.DEFAULTS.longestWait().toMinutes(),
                Rules.DEFAULTS.history(),
                Rules.DEFAULTS.tasks()));
        return page.toString();
    }

    private static String row(Move move) {
        String from = move.from().stream().map(LifecyclePage::code).collect(Collectors.joining(" "));
        String when = move.on().told()
                + (move.when() == When.ALWAYS ? "" : ", " + move.when().told())
                + (move.asSaid() && move.on() == Cause.FAILED ? ", and says so" : "");
        String then = move.then().stream().map(Then::told).collect(Collectors.joining("; "));
        return "| %s | %s | %s | %s |\n".formatted(from, when, code(move.to()), then);
    }

    private static String code(TaskStatus status) {
        return "`" + status.wire() + "`";
    }
}

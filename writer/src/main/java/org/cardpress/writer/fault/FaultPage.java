package org.cardpress.writer.fault;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The tables of {@code docs/cards.md}, out of the code; a test compares. */
final class FaultPage {
    private FaultPage() {}

    static String faults() {
        return "| class | again | other card | card's own | sentence |\n|---|---|---|---|---|\n"
                + Arrays.stream(CardFault.values())
                        .map(fault -> "| `" + fault.code() + "` | " + yes(fault.retryable()) + " | "
                                + yes(fault.needsAnotherCard()) + " | " + yes(fault.isOfTheCard()) + " | "
                                + fault.sentence("{slot}", "{detail}") + " |\n")
                        .collect(Collectors.joining());
    }

    static String symptoms() {
        return "| row | seen | class | by itself |\n|---|---|---|---|\n"
                + Arrays.stream(Symptom.values())
                        .map(row -> "| " + row.words() + " | " + row.seen() + " | `"
                                + row.fault().code() + "` | " + row.action() + " |\n")
                        .collect(Collectors.joining());
    }

    private static String yes(boolean fact) {
        return fact ? "yes" : "no";
    }
}

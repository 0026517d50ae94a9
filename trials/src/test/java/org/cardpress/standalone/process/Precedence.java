package org.cardpress.standalone.process;

import java.util.ArrayList;
import java.util.List;

/** What takes longest of all that runs at the same time goes first, so that nothing is waited for in the end. */
public final class Precedence {
    private Precedence() {}

    /** The same command before others; for others than root {@code nice} says that it cannot, and runs it all the same. */
    public static List<String> over(List<String> command) {
        List<String> first = new ArrayList<>(List.of("nice", "-n", "-10"));
        first.addAll(command);
        return first;
    }
}

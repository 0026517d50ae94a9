package org.cardpress.standalone.screen;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Shows lines that change. On a terminal they are redrawn in place; elsewhere (a pipe, a log) a line is printed only when what it
 * says without its moving numbers is new. Not safe for many threads.
 */
public final class LiveScreen {

    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_TO_END = "\u001b[J";
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    static final int MOVING_FROM = 50;

    private final PrintWriter out;
    private final boolean terminal;
    private final Set<String> said = new HashSet<>();
    private int drawn;

    public LiveScreen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A live screen if standard output is a terminal. */
    public static LiveScreen on(PrintWriter out) {
        return new LiveScreen(out, System.console() != null && System.getenv("TERM") != null);
    }

    public void draw(List<String> lines) {
        if (terminal) {
            if (drawn > 0) {
                out.printf(UP, drawn);
            }
            out.print(CLEAR_TO_END + NO_WRAP);
            lines.forEach(out::println);
            out.print(WRAP);
            drawn = lines.size();
        } else {
            lines.stream()
                    .filter(line -> said.add(line.length() > MOVING_FROM ? line.substring(0, MOVING_FROM) : line))
                    .forEach(out::println);
        }
        out.flush();
    }

    /** What was drawn stays; the next drawing begins below. */
    public void keep() {
        drawn = 0;
    }
}

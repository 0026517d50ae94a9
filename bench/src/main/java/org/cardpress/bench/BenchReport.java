package org.cardpress.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one benchmark found.
 *
 * @param title what was compared
 * @param cases in the order they ran
 * @param notes what a reader must know to judge the figures: sizes, places, what this machine could not do
 */
public record BenchReport(String title, List<BenchCase> cases, List<String> notes) {
    public BenchReport {
        cases = List.copyOf(cases);
        notes = List.copyOf(notes);
    }

    /** For people. */
    public String table() {
        StringBuilder table = new StringBuilder(title).append('\n');
        table.append(row("case", "ours", "peer", "unit", "ratio", "peer is"));
        for (BenchCase each : cases) {
            table.append(row(
                    each.name(),
                    number(each.ours()),
                    number(each.peer()),
                    each.unit(),
                    number(each.ratio()),
                    each.peerName()));
        }
        notes.forEach(note -> table.append("  ").append(note).append('\n'));
        return table.toString();
    }

    /** For programs: one line. */
    public String json() {
        return cases.stream().map(BenchCase::json).collect(Collectors.joining(",", "{\"cases\":[", "]}"));
    }

    /** The table, and with {@code json} the JSON as the last line. */
    public void print(PrintStream out, boolean json) {
        out.print(table());
        if (json) {
            out.println(json());
        }
        out.flush();
    }

    private static String row(String name, String ours, String peer, String unit, String ratio, String peerName) {
        return String.format("  %-10s %10s %10s %-5s %8s  %s%n", name, ours, peer, unit, ratio, peerName);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}

package org.cardpress.scheduler.api;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines for spreadsheets, after RFC 4180. People and machines say what they like of themselves, so a cell that a spreadsheet would
 * take for a formula gets an apostrophe before it.
 */
final class Csv {
    private static final String LINE = "\r\n";
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    static String line(@Nullable Object... cells) {
        return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",", "", LINE));
    }

    static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        if (value instanceof Number) {
            return text;
        }
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(each -> each == '"' || each == ',' || each == '\n' || each == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}

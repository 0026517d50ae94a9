package org.cardpress.standalone.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the value of a setting may look like. Checks the text; {@link Settings} hands out the parsed value. */
public enum Kind {
    TEXT("text"),
    SECRET("text, never shown or logged"),
    PATH("path of a file or folder"),
    URL("http:// or https:// address"),
    ADDRESS("host:port; port 0 takes a free one"),
    PORTS("port range FIRST-LAST, or empty for any"),
    COUNT("whole number from 0"),
    SIZE("bytes, with K, M, G or T for powers of 1024"),
    DURATION("duration such as 30s, 5m, 2h or 7d"),
    FLAG("true or false"),
    LIST("list of texts; comma-separated in the environment"),
    LEVEL("error, warn, info, debug or trace");

    private static final Pattern SIZE_TEXT = Pattern.compile("(\\d{1,15})([KMGT]?)");
    private static final Pattern DURATION_TEXT = Pattern.compile("(\\d{1,9})(s|m|h|d)");
    private static final Pattern ADDRESS_TEXT = Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:\\s]+):(\\d{1,5})");
    private static final Pattern PORTS_TEXT = Pattern.compile("(\\d{1,5})-(\\d{1,5})");
    private static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug", "trace");
    private static final Map<String, Integer> SHIFTS = Map.of("", 0, "K", 10, "M", 20, "G", 30, "T", 40);

    private final String expected;

    Kind(String expected) {
        this.expected = expected;
    }

    /** What a person should have written, for messages and the configuration page. */
    public String expected() {
        return expected;
    }

    boolean accepts(String value) {
        return switch (this) {
            case TEXT, SECRET, LIST -> true;
            case PATH -> !value.isBlank() && value.indexOf('\0') < 0;
            case URL -> value.isEmpty() || isUrl(value);
            case ADDRESS -> isAddress(value);
            case PORTS -> value.isEmpty() || isPorts(value);
            case COUNT -> value.matches("\\d{1,9}");
            case SIZE -> SIZE_TEXT.matcher(value).matches();
            case DURATION -> DURATION_TEXT.matcher(value).matches() || isIsoDuration(value);
            case FLAG -> value.equals("true") || value.equals("false");
            case LEVEL -> LEVELS.contains(value.toLowerCase(Locale.ROOT));
        };
    }

    /** A {@link #SIZE} in bytes. */
    public static long bytes(String value) {
        Matcher matcher = SIZE_TEXT.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(value);
        }
        return Long.parseLong(matcher.group(1)) << SHIFTS.getOrDefault(matcher.group(2), 0);
    }

    static Duration duration(String value) {
        Matcher matcher = DURATION_TEXT.matcher(value);
        if (!matcher.matches()) {
            return Duration.parse(value);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static boolean isUrl(String value) {
        try {
            URI uri = new URI(value);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isAddress(String value) {
        Matcher matcher = ADDRESS_TEXT.matcher(value);
        return matcher.matches() && Integer.parseInt(matcher.group(2)) <= 65_535;
    }

    private static boolean isPorts(String value) {
        Matcher matcher = PORTS_TEXT.matcher(value);
        if (!matcher.matches()) {
            return false;
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = Integer.parseInt(matcher.group(2));
        return first > 0 && first <= last && last <= 65_535;
    }

    private static boolean isIsoDuration(String value) {
        try {
            return !Duration.parse(value).isNegative();
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}

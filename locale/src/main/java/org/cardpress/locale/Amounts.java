package org.cardpress.locale;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bytes and durations as people read them in one language: decimal units for bytes, as on the packaging of a card. */
public final class Amounts {

    private static final Units ENGLISH = new Units(List.of("B", "kB", "MB", "GB", "TB"), "s", "min", "h");
    private static final Map<String, Units> OTHERS = Map.of(
            "fr", new Units(List.of("o", "ko", "Mo", "Go", "To"), "s", "min", "h"),
            "ar", new Units(List.of("بايت", "كيلوبايت", "ميغابايت", "غيغابايت", "تيرابايت"), "ث", "د", "س"));

    private final Locale language;
    private final Units units;
    private final ZoneId zone;

    private Amounts(Locale language, ZoneId zone) {
        // The digits of cards, paths and ids in all languages: nobody should have to compare two kinds.
        this.language = new Locale.Builder()
                .setLocale(language)
                .setUnicodeLocaleKeyword("nu", "latn")
                .build();
        this.zone = zone;
        this.units = OTHERS.getOrDefault(language.getLanguage(), ENGLISH);
    }

    public static Amounts of(Locale language) {
        return of(language, ZoneOffset.UTC);
    }

    /** The same, with moments as clocks of this zone show them. */
    public static Amounts of(Locale language, ZoneId zone) {
        return new Amounts(language, zone);
    }

    public String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < units.bytes().size() - 1) {
            value /= 1000;
            unit++;
        }
        boolean whole = unit == 0 || value >= 99.95 || Math.abs(value - Math.rint(value)) < 0.05;
        return String.format(
                language,
                whole ? "%.0f\u00a0%s" : "%.1f\u00a0%s",
                value,
                units.bytes().get(unit));
    }

    public String duration(long seconds) {
        if (seconds < 100) {
            return seconds + "\u00a0" + units.seconds();
        }
        if (seconds < 100 * 60) {
            return (seconds + 30) / 60 + "\u00a0" + units.minutes();
        }
        Duration whole = Duration.ofSeconds(seconds);
        return String.format(
                language,
                "%d\u00a0%s %02d\u00a0%s",
                whole.toHours(),
                units.hours(),
                whole.toMinutesPart(),
                units.minutes());
    }

    /** A moment with the name of its zone; browsers that run scripts show it in their own time where none was chosen. */
    public String time(Instant at) {
        return DateTimeFormatter.ofPattern("d MMM yyyy HH:mm zzz", language)
                .withZone(zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone)
                .format(at);
    }

    private record Units(List<String> bytes, String seconds, String minutes, String hours) {}
}

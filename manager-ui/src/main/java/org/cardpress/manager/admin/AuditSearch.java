package org.cardpress.manager.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.audit.AuditFilter;
import org.jspecify.annotations.Nullable;

/**
 * What was typed into the search of the audit log; what is empty, no act or no day narrows nothing.
 *
 * @param from first day, in the visitor's time zone
 * @param until last day
 */
public record AuditSearch(String who, String act, String about, String from, String until, String upTo) {
    private static final int LONGEST = 200;

    static AuditSearch of(String who, String act, String about, String from, String until, String upTo) {
        return new AuditSearch(cut(who), cut(act), cut(about), cut(from), cut(until), cut(upTo));
    }

    AuditSearch upTo(String id) {
        return new AuditSearch(who, act, about, from, until, id);
    }

    /** For links; without what is empty. */
    Map<String, String> fields() {
        return Map.of("who", who, "act", act, "about", about, "from", from, "until", until, "upTo", upTo);
    }

    public boolean isNarrowed() {
        return !(who + act + about + from + until).isEmpty();
    }

    AuditFilter filter(Optional<ZoneId> chosen) {
        ZoneId zone = chosen.orElse(ZoneOffset.UTC);
        return new AuditFilter(
                none(who), acts(), none(about), startOf(from, 0, zone), startOf(until, 1, zone), none(upTo));
    }

    private Set<Act> acts() {
        Optional<Act> known = Arrays.stream(Act.values())
                .filter(each -> each.wire().equals(act))
                .findFirst();
        return known.map(Set::of).orElse(Set.of());
    }

    private static @Nullable Instant startOf(String day, int later, ZoneId zone) {
        try {
            return day.isEmpty()
                    ? null
                    : LocalDate.parse(day).plusDays(later).atStartOfDay(zone).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable String none(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String cut(String text) {
        String stripped = text.strip();
        return stripped.substring(0, Math.min(LONGEST, stripped.length()));
    }
}

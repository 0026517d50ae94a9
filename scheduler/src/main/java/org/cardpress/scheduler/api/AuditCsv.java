package org.cardpress.scheduler.api;

import java.util.List;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.audit.AuditFilter;
import org.cardpress.protocol.auth.Role;
import org.cardpress.scheduler.audit.AuditTrail;

/** The audit log for spreadsheets, a heading first. Bounded by what the log keeps: about 10 MB at most. */
final class AuditCsv {
    private static final int PAGE = 1_000;

    private AuditCsv() {}

    /** What is added while this reads does not count. */
    static String of(AuditTrail trail, AuditFilter filter) {
        StringBuilder lines =
                new StringBuilder(Csv.line("id", "at", "who", "role", "act", "about", "detail", "address", "request"));
        AuditFilter fixed = filter;
        for (int skip = 0; ; skip += PAGE) {
            List<AuditEntry> some = trail.list(fixed, skip, PAGE);
            some.forEach(entry -> lines.append(line(entry)));
            if (some.size() < PAGE) {
                return lines.toString();
            }
            fixed = new AuditFilter(
                    filter.who(),
                    filter.acts(),
                    filter.about(),
                    filter.since(),
                    filter.before(),
                    fixed.upTo() == null ? some.get(0).id() : fixed.upTo());
        }
    }

    private static String line(AuditEntry entry) {
        Role role = entry.role();
        return Csv.line(
                entry.id(),
                entry.at(),
                entry.who(),
                role == null ? null : role.wire(),
                entry.act().wire(),
                entry.about(),
                entry.detail(),
                entry.address(),
                entry.requestId());
    }
}

package org.cardpress.protocol.client;

import java.util.stream.Collectors;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.audit.AuditFilter;
import org.jspecify.annotations.Nullable;

/** The part of {@link SchedulerClient} about what people did. Role manager. */
public final class AuditCalls {
    private final Calls calls;

    AuditCalls(Calls calls) {
        this.calls = calls;
    }

    /** Newest first. */
    public Page<AuditEntry> list(int skip, int limit, AuditFilter wanted) {
        return calls.page(narrowed(Calls.list("/audit", skip, limit), wanted), AuditEntry.class);
    }

    /** All of them, newest first, as CSV. */
    public String csv(AuditFilter wanted) {
        return calls.text(narrowed(Query.of("/audit.csv"), wanted).toString());
    }

    private static Query narrowed(Query query, AuditFilter wanted) {
        return query.with("who", wanted.who())
                .with("act", words(wanted))
                .with("about", wanted.about())
                .with("since", wanted.since())
                .with("before", wanted.before())
                .with("upTo", wanted.upTo());
    }

    private static @Nullable String words(AuditFilter wanted) {
        return wanted.acts().isEmpty()
                ? null
                : wanted.acts().stream().map(Act::wire).sorted().collect(Collectors.joining(","));
    }
}

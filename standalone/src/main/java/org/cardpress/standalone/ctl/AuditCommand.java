package org.cardpress.standalone.ctl;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.audit.AuditFilter;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What people did: list, export. */
@Command(
        name = "audit",
        description = "Lists what people did, newest first: who, when, what, to what.",
        footer = {
            "",
            "Examples:",
            "  cardpress ctl audit --who anna --since 2026-03-01T00:00:00Z",
            "  cardpress ctl audit --act order_canceled,order_deleted",
            "  cardpress ctl audit --csv > audit.csv"
        })
final class AuditCommand implements Callable<Integer> {

    @ParentCommand
    private CtlCommand ctl;

    @Mixin
    private ListOptions part = new ListOptions();

    @Option(names = "--who", paramLabel = "USER", description = "Only what this account did.")
    private @Nullable String who;

    @Option(names = "--act", paramLabel = "WORDS", description = "Only these acts, parted by commas.")
    private @Nullable String act;

    @Option(
            names = "--about",
            paramLabel = "ID",
            description = "Only what was done to this; the beginning of an id is enough.")
    private @Nullable String about;

    @Option(names = "--since", paramLabel = "TIME", description = "Such as 2026-01-31T12:00:00Z.")
    private @Nullable String since;

    @Option(names = "--before", paramLabel = "TIME", description = "Such as 2026-02-28T12:00:00Z.")
    private @Nullable String before;

    @Option(names = "--csv", description = "All of it, for spreadsheets.")
    private boolean csv;

    @Override
    public Integer call() {
        AuditFilter wanted =
                new AuditFilter(who, acts(act), about, time("--since", since), time("--before", before), null);
        if (csv) {
            String all = ctl.call(client -> client.audit().csv(wanted));
            ctl.out().print(all);
            ctl.out().flush();
            return 0;
        }
        Page<AuditEntry> page = ctl.call(client -> client.audit().list(part.skip(), part.limit(), wanted));
        return ctl.answer(page, Rows.of(page, AuditCommand::row, ctl.texts()));
    }

    private static Set<Act> acts(@Nullable String words) {
        return words == null
                ? Set.of()
                : Arrays.stream(words.split(","))
                        .map(word -> OrdersCommand.word(() -> Act.ofWire(word.strip())))
                        .collect(Collectors.toSet());
    }

    private static @Nullable Instant time(String option, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandFailed(
                    ExitCode.USAGE, option + " \"" + text + "\" (expected a time such as 2026-01-31T12:00:00Z)");
        }
    }

    private static String row(AuditEntry entry) {
        return String.format(
                        Locale.ROOT,
                        "%s  %-16s %-18s %-26s %s",
                        entry.at(),
                        entry.who(),
                        entry.act().wire(),
                        entry.about(),
                        entry.detail())
                .stripTrailing();
    }
}

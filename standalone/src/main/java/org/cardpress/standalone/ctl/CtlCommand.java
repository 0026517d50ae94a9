package org.cardpress.standalone.ctl;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.cardpress.locale.PageTexts;
import org.cardpress.locale.Texts;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.standalone.settings.Setting;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.cardpress.standalone.shell.SettingsOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The group of all {@code ctl} commands, with what they share: the connection, the language, the two ways of answering. */
@Command(
        name = "ctl",
        description =
                "Operator's command line: orders, uploads, addresses, tasks, queue, hosts, users, warehouses, channels, settings of a running scheduler.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LoginCommand.class,
            LogoutCommand.class,
            OrdersCommand.class,
            HotspotCommand.class,
            BooksCommand.class,
            UploadsCommand.class,
            AddressesCommand.class,
            TasksCommand.class,
            QueueCommand.class,
            SlotsCommand.class,
            HostsCommand.class,
            UsersCommand.class,
            WarehousesCommand.class,
            ChannelsCommand.class,
            OrganisationsCommand.class,
            SettingsCommand.class,
            AuditCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  cardpress ctl login --username anna",
            "  cardpress ctl orders place clinic.yml",
            "  cardpress ctl orders watch",
            "  cardpress ctl uploads add village.zim",
            "  cardpress ctl queue list",
            "  cardpress ctl hosts approve bamako",
            "  cardpress ctl orders list --status failed --json"
        })
public final class CtlCommand {

    @Option(
            names = "--scheduler",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The scheduler; otherwise the one of the saved login, or the setting scheduler.url.")
    private @Nullable URI scheduler;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Answer as JSON, for programs.")
    private boolean json;

    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Spec
    private CommandSpec spec;

    private final LoginFile loginFile;
    private @Nullable Connection connection;

    /** @param environment of the person who runs this */
    public CtlCommand(Map<String, String> environment) {
        loginFile = LoginFile.ofUser(environment);
    }

    <T> T call(Function<SchedulerClient, T> call) {
        Connection present = connection;
        if (present == null) {
            present = new Connection(loginFile, scheduler, Clock.systemUTC());
            connection = present;
        }
        return present.call(call);
    }

    LoginFile loginFile() {
        return loginFile;
    }

    /** The account of the saved login; empty where there is none. */
    Optional<String> username() {
        try {
            return loginFile.read().map(SavedLogin::username);
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.FAILED, "the saved login cannot be used: " + e.getMessage());
        }
    }

    /** Where to log in. */
    URI schedulerToLogInAt() {
        return scheduler != null ? scheduler : settings.load().uri(Setting.SCHEDULER_URL);
    }

    boolean json() {
        return json;
    }

    Texts texts() {
        return Texts.of(Locale.getDefault());
    }

    /** What the web pages say, where a command says the same. */
    PageTexts pages() {
        return PageTexts.of(Locale.getDefault());
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Answers: the value itself as JSON, or the lines for a person. */
    int answer(Object value, List<String> lines) {
        if (json) {
            out().println(asJson(value));
        } else {
            lines.forEach(out()::println);
        }
        out().flush();
        return 0;
    }

    String asJson(Object value) {
        try {
            return ObjectMapper.getDefault().writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.cardpress.standalone.ctl;

import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.cardpress.locale.Phrase;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.UserChange;
import org.cardpress.protocol.catalog.UserView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Accounts: add, list, disable. */
@Command(
        name = "users",
        description = "Accounts of people and machines.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  cardpress ctl users add bamako --role host",
            "  cardpress ctl users add anna --role operator --email anna@example.org --password-stdin < password.txt"
        })
final class UsersCommand {

    private static final int PASSWORD_BYTES = 18;

    @ParentCommand
    private CtlCommand ctl;

    @Command(
            description = "Adds an account. Without --password-stdin a random password is made and shown this once.",
            footer = {"", "Example:", "  cardpress ctl users add bamako --role host"})
    int add(
            @Parameters(paramLabel = "USER", description = "Name of the account.") String username,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "WORD",
                            description = "manager, operator, member, creator, host or warehouse.")
                    String role,
            @Option(names = "--email", paramLabel = "ADDRESS", description = "Where mail for the account goes.")
                    @Nullable
                    String email,
            @Option(
                            names = "--password-stdin",
                            description = "Reads the password from the first line of standard input.")
                    boolean passwordStdin)
            throws IOException {
        Role wanted = OrdersCommand.word(() -> Role.ofWire(role));
        String password = passwordStdin ? PasswordInput.ask("", true) : randomPassword();
        UserView user = ctl.call(client -> client.users().add(new NewUser(username, password, wanted, email)));
        List<String> lines = new ArrayList<>();
        lines.add(ctl.texts().say(Phrase.USER_ADDED, username, ctl.texts().role(role)));
        if (!passwordStdin) {
            lines.add("  " + password);
        }
        return ctl.answer(passwordStdin ? user : new Added(user, password), lines);
    }

    @Command(
            description = "Lists accounts.",
            footer = {"", "Example:", "  cardpress ctl users list"})
    int list(@Mixin ListOptions part) {
        Page<UserView> page = ctl.call(client -> client.users().list(part.skip(), part.limit()));
        return ctl.answer(page, Rows.of(page, this::row, ctl.texts()));
    }

    @Command(
            description = "Disables an account; its logins end at once.",
            footer = {"", "Example:", "  cardpress ctl users disable anna"})
    int disable(@Parameters(paramLabel = "USER", description = "Name of the account.") String username) {
        UserView user = ctl.call(client -> client.users().change(username, new UserChange(false, null, null, null)));
        return ctl.answer(user, List.of(ctl.texts().say(Phrase.USER_DISABLED, username)));
    }

    /** An account with the password that was made for it. */
    @Serdeable
    record Added(UserView user, String password) {}

    private String row(UserView user) {
        return String.format(
                        Locale.ROOT,
                        "%-20s %-14s %-9s %s",
                        user.username(),
                        ctl.texts().role(user.role().wire()),
                        user.active() ? "" : "disabled",
                        user.email() == null ? "" : user.email())
                .stripTrailing();
    }

    private static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package org.cardpress.standalone.ctl;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileLock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cardpress.locale.Phrase;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.client.SchedulerClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Logs in and keeps the tokens for later commands; the password is not kept. */
@Command(
        name = "login",
        description =
                "Logs in. The tokens are kept in ~/.config/cardpress, readable by you alone; the password is not.",
        footer = {
            "",
            "Examples:",
            "  cardpress ctl login --username anna",
            "  cardpress ctl --scheduler https://scheduler.example.org login --username anna",
            "  cardpress ctl login --username anna --password-stdin < password.txt"
        })
final class LoginCommand implements Callable<Integer> {

    @ParentCommand
    private CtlCommand ctl;

    @Option(names = "--username", required = true, description = "The account.")
    private String username = "";

    @Option(names = "--password-stdin", description = "Reads the password from the first line of standard input.")
    private boolean passwordStdin;

    @Override
    public Integer call() throws IOException {
        URI scheduler = ctl.schedulerToLogInAt();
        String password = PasswordInput.ask("Password of " + username, passwordStdin);
        TokenPair tokens = SchedulerClient.login(scheduler, new Credentials(username, password));
        LoginFile file = ctl.loginFile();
        try (FileLock lock = file.lock()) {
            file.write(SavedLogin.of(scheduler.toString(), username, tokens, Instant.now()));
        }
        return ctl.answer(
                Map.of("username", username, "scheduler", scheduler.toString()),
                List.of(ctl.texts().say(Phrase.LOGGED_IN, username, scheduler)));
    }
}

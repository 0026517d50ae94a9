package org.cardpress.standalone.ctl;

import java.io.Console;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;

/** Asks before something is lost. Where nobody can be asked nothing is done: a script says {@code --yes}. */
final class Confirmation {

    private Confirmation() {}

    /** @throws CommandFailed unless the answer is yes */
    static void of(String question) {
        Console console = System.console();
        if (console == null) {
            throw new CommandFailed(ExitCode.USAGE, "no terminal to ask at; give --yes");
        }
        String answer = console.readLine("%s ", question);
        if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
            throw new CommandFailed(ExitCode.FAILED, "not confirmed; nothing was changed");
        }
    }
}

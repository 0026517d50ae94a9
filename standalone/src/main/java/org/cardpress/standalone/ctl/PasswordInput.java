package org.cardpress.standalone.ctl;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;

/** Asks for a password without showing it, or takes the first line of standard input for scripts; never from the command line. */
final class PasswordInput {

    private PasswordInput() {}

    static String ask(String prompt, boolean fromStandardInput) throws IOException {
        if (fromStandardInput) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null || line.isEmpty()) {
                throw new CommandFailed(ExitCode.USAGE, "standard input held no password (expected one line)");
            }
            return line;
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("%s: ", prompt);
        if (typed == null) {
            throw new CommandFailed(ExitCode.USAGE, "no terminal to ask for the password at; give --password-stdin");
        }
        return new String(typed);
    }
}

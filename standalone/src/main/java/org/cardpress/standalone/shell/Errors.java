package org.cardpress.standalone.shell;

import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.standalone.settings.SettingsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into a sentence on standard error and an exit code; a stack trace only for what nobody foresaw. */
public final class Errors implements IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        if (thrown instanceof CommandFailed failed) {
            return tell(command, failed.getMessage(), failed.exitCode());
        }
        if (thrown instanceof SettingsException wrong) {
            return tell(command, wrong.getMessage(), ExitCode.USAGE);
        }
        if (thrown instanceof ProblemException refused) {
            return Refusals.tell(command, refused);
        }
        if (thrown instanceof SchedulerUnreachable away) {
            return Refusals.tell(command, away);
        }
        LOG.error("unforeseen", thrown);
        return tell(command, "this is a fault of the program; please report it with the lines above", ExitCode.FAILED);
    }

    private static int tell(CommandLine command, @Nullable String message, ExitCode code) {
        command.getErr().println("cardpress: " + message);
        command.getErr().flush();
        return code.code();
    }
}

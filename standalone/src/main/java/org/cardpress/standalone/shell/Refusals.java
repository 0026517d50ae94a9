package org.cardpress.standalone.shell;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.cardpress.locale.Phrase;
import org.cardpress.locale.Texts;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import picocli.CommandLine;

/** Tells a person why a call did not succeed and what to do about it; with {@code --json} the problem itself on standard output. */
final class Refusals {

    private Refusals() {}

    static int tell(CommandLine command, ProblemException refused) {
        Problem problem =
                new Problem(refused.code().wire(), String.valueOf(refused.getMessage()), refused.details(), null);
        return tell(command, problem, advice(refused.code()), ExitCode.REFUSED);
    }

    static int tell(CommandLine command, SchedulerUnreachable away) {
        Problem problem = new Problem("unreachable", String.valueOf(away.getMessage()), List.of(), null);
        return tell(command, problem, Phrase.DO_CHECK_SCHEDULER, ExitCode.UNREACHABLE);
    }

    private static int tell(CommandLine command, Problem problem, Phrase advice, ExitCode code) {
        if (command.getParseResult().hasMatchedOption("--json")) {
            command.getOut().println(json(problem));
            command.getOut().flush();
        }
        Texts texts = Texts.of(Locale.getDefault());
        command.getErr().println(problem.code() + ": " + problem.message());
        problem.details().forEach(detail -> command.getErr().println("  " + detail.path() + ": " + detail.message()));
        command.getErr().println(texts.say(Phrase.WHAT_TO_DO, texts.say(advice)));
        command.getErr().flush();
        return code.code();
    }

    private static Phrase advice(ErrorCode code) {
        return switch (code) {
            case LOGIN_REFUSED, TOKEN_REFUSED -> Phrase.DO_LOG_IN;
            case NOT_ALLOWED, HOST_PENDING, HOST_DISABLED -> Phrase.DO_ASK_MANAGER;
            case MALFORMED, NOT_FOUND, TOO_LARGE -> Phrase.DO_CHECK_INPUT;
            case CONFLICT, LEASE_LOST, GONE, REVISION -> Phrase.DO_LOOK_AGAIN;
            case TOO_MANY, UNAVAILABLE -> Phrase.DO_TRY_LATER;
            case INTERNAL -> Phrase.DO_REPORT;
        };
    }

    private static String json(Problem problem) {
        try {
            return ObjectMapper.getDefault().writeValueAsString(problem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

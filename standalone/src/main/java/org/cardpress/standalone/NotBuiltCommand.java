package org.cardpress.standalone;

import java.util.concurrent.Callable;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import picocli.CommandLine.Command;

/** A command that the design names and this version does not have: refuses and says what to use instead. */
@Command
final class NotBuiltCommand implements Callable<Integer> {

    private final String instead;

    NotBuiltCommand(String instead) {
        this.instead = instead;
    }

    @Override
    public Integer call() {
        throw new CommandFailed(ExitCode.FAILED, "this version has no such program yet; " + instead);
    }
}

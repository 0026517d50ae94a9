package org.cardpress.standalone.ctl;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Forgets the saved login of this machine. */
@Command(
        name = "logout",
        description = "Deletes the saved login from this machine.",
        footer = {"", "Example:", "  cardpress ctl logout"})
final class LogoutCommand implements Callable<Integer> {

    @ParentCommand
    private CtlCommand ctl;

    @Override
    public Integer call() throws IOException {
        boolean deleted = ctl.loginFile().delete();
        return ctl.answer(Map.of("deleted", deleted), List.of());
    }
}

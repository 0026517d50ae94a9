package org.cardpress.warehouse.ftp;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.impl.listing.ListArgumentParser;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;

/** A listing or look-up of the library: only of what the session sees and what exists, else 550 (the library would fail or list nothing). */
final class Shown implements Command {
    private final Command command;
    private final UnaryOperator<String> path;

    private Shown(Command command, UnaryOperator<String> path) {
        this.command = command;
        this.path = path;
    }

    /** A command whose argument is a path. */
    static Command path(Command command) {
        return new Shown(command, UnaryOperator.identity());
    }

    /** A command whose argument may have options and a pattern as well, as those of {@code ls}. */
    static Command listing(Command command) {
        return new Shown(command, argument -> ListArgumentParser.parse(argument).getFile());
    }

    @Override
    public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request)
            throws IOException, FtpException {
        String argument = request.hasArgument() ? request.getArgument() : "";
        try {
            WarehouseView view = (WarehouseView) session.getFileSystemView();
            if (view.getFile(path.apply(argument)).doesExist()) {
                command.execute(session, context, request);
                return;
            }
        } catch (FtpException | IllegalArgumentException refused) {
            // the same answer as for what does not exist
        }
        session.resetState();
        session.getDataConnection().closeDataConnection();
        Reply.send(session, 550, "Not found or not allowed");
    }
}

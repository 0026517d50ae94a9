package org.cardpress.warehouse.ftp;

import java.io.IOException;
import org.apache.ftpserver.command.AbstractCommand;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.cardpress.warehouse.store.Space;
import org.cardpress.warehouse.store.UploadRefused;

/** ALLO: tells before an upload whether it would fit. Reserves nothing. */
final class Allocate extends AbstractCommand {
    private final Space space;

    Allocate(Space space) {
        this.space = space;
    }

    @Override
    public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request) throws IOException {
        String argument = request.hasArgument() ? request.getArgument() : "";
        if (!argument.matches("[0-9]{1,18}( R [0-9]{1,18})?")) {
            Reply.send(session, 501, "ALLO \"" + argument + "\" (expected a number of bytes)");
            return;
        }
        try {
            space.require(Long.parseLong(argument.split(" ", 2)[0]));
            Reply.send(session, 200, "There is room for that");
        } catch (UploadRefused refused) {
            Reply.send(session, refused.reason().reply(), refused.getMessage());
        }
    }
}

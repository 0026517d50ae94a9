package org.cardpress.warehouse.ftp;

import java.io.IOException;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.cardpress.warehouse.access.AccessAnswer;
import org.cardpress.warehouse.access.AccessCheck;

/**
 * A command that touches files: asks for the access of the moment first. A token that is no longer good ends the session; a
 * scheduler that is away only puts the client off (451), as it may be back in a second.
 */
final class Guarded implements Command {
    private final AccessCheck check;
    private final Command command;

    Guarded(AccessCheck check, Command command) {
        this.check = check;
        this.command = command;
    }

    @Override
    public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request)
            throws IOException, FtpException {
        TokenUser user = (TokenUser) session.getUser();
        AccessAnswer answer = check.check(user.getName(), user.token());
        if (answer instanceof AccessAnswer.Granted granted) {
            user.update(granted.account());
            command.execute(session, context, request);
        } else if (answer instanceof AccessAnswer.Away away) {
            Reply.send(session, 451, "The scheduler cannot be asked for access: " + away.why() + "; try again later");
        } else if (answer instanceof AccessAnswer.Refused refused) {
            Reply.sendLast(session, 530, "Access has ended: " + refused.why());
        }
    }
}

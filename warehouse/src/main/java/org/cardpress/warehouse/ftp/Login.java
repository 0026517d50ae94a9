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
 * USER and PASS. Refuses both on an open line where a certificate is configured, so that no token is sent in the clear; tells an
 * absent scheduler (421) from a bad token (530, the same for every cause).
 */
final class Login {
    private final boolean tlsOnly;

    Login(boolean tlsOnly) {
        this.tlsOnly = tlsOnly;
    }

    Command user(Command library) {
        return (session, context, request) -> {
            if (refusedOpenLine(session)) {
                return;
            }
            library.execute(session, context, request);
        };
    }

    Command pass(AccessCheck check, Command library) {
        return (session, context, request) -> pass(check, library, session, context, request);
    }

    private void pass(
            AccessCheck check, Command library, FtpIoSession session, FtpServerContext context, FtpRequest request)
            throws IOException, FtpException {
        if (refusedOpenLine(session)) {
            return;
        }
        String username = session.getUserArgument();
        if (username != null
                && request.hasArgument()
                && check.check(username, request.getArgument()) instanceof AccessAnswer.Away away) {
            Reply.sendLast(
                    session, 421, "Nobody can log in, the scheduler is away: " + away.why() + "; try again later");
            return;
        }
        library.execute(session, context, request);
    }

    private boolean refusedOpenLine(FtpIoSession session) {
        if (tlsOnly && !session.isSecure()) {
            Reply.send(session, 530, "Log-ins travel encrypted here: send AUTH TLS first");
            return true;
        }
        return false;
    }
}

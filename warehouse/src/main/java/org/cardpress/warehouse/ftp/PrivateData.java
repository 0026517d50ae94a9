package org.cardpress.warehouse.ftp;

import java.io.IOException;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;

/** A command that uses a data connection, where those must be encrypted (RFC 4217, section 9). */
final class PrivateData implements Command {
    private final Command command;

    PrivateData(Command command) {
        this.command = command;
    }

    @Override
    public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request)
            throws IOException, FtpException {
        if (session.getDataConnection().isSecure()) {
            command.execute(session, context, request);
        } else {
            Reply.send(session, 521, "Data travels encrypted here: send PBSZ 0 and PROT P first");
        }
    }
}

package org.cardpress.warehouse.ftp;

import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.ftplet.DataType;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.IODataConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every transfer of a file needs before it begins: a name, bytes that are not rewritten on the way, a data connection. */
final class DataCommand {
    private static final Logger LOG = LoggerFactory.getLogger(DataCommand.class);

    private DataCommand() {}

    /** Answers and returns false when something is missing. */
    static boolean ready(FtpIoSession session, FtpRequest request) {
        if (!request.hasArgument()) {
            Reply.send(session, 501, request.getCommand() + " without a path (expected one)");
            return false;
        }
        if (session.getDataType() != DataType.BINARY) {
            Reply.send(
                    session,
                    504,
                    "TYPE A would change the bytes (expected TYPE I before " + request.getCommand() + ")");
            return false;
        }
        if (session.getDataConnection() instanceof IODataConnectionFactory factory
                && factory.getInetAddress() == null) {
            Reply.send(session, 503, "No data connection (expected PASV or EPSV before " + request.getCommand() + ")");
            return false;
        }
        return true;
    }

    /** Opens it, or answers 425 and returns null. */
    static @Nullable DataConnection open(FtpIoSession session) {
        try {
            return session.getDataConnection().openConnection();
        } catch (Exception failed) { // the library declares no narrower one
            LOG.info("data connection of {} did not open: {}", session.getUser().getName(), failed.getMessage());
            Reply.send(session, 425, "The data connection did not open: " + failed.getMessage());
            return null;
        }
    }
}

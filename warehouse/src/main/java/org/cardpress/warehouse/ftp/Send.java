package org.cardpress.warehouse.ftp;

import java.io.IOException;
import java.io.InputStream;
import org.apache.ftpserver.command.AbstractCommand;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** RETR: sends a published file, from REST on. Watched by {@link Stalls}, as a reader that stops reading would hold it for ever. */
final class Send extends AbstractCommand {
    private static final Logger LOG = LoggerFactory.getLogger(Send.class);

    private final Stalls stalls;

    Send(Stalls stalls) {
        this.stalls = stalls;
    }

    @Override
    public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request) {
        long offset = session.getFileOffset();
        session.resetState();
        try {
            if (!DataCommand.ready(session, request)) {
                return;
            }
            WarehouseFile file = find(session, request.getArgument());
            if (file == null) {
                Reply.send(session, 550, "Not found or not allowed");
            } else if (offset > file.getSize()) {
                Reply.send(session, 554, "Cannot go on at byte " + offset + " of " + file.getSize());
            } else {
                send(session, file, offset);
            }
        } finally {
            session.getDataConnection().closeDataConnection();
        }
    }

    private static @Nullable WarehouseFile find(FtpIoSession session, String argument) {
        try {
            WarehouseFile file = ((WarehouseView) session.getFileSystemView()).getFile(argument);
            return file.isFile() && file.isReadable() ? file : null;
        } catch (FtpException refused) {
            return null;
        }
    }

    private void send(FtpIoSession session, WarehouseFile file, long offset) {
        try (InputStream bytes = file.createInputStream(offset);
                Stalls.Watch watch = stalls.watch(session.getDataConnection()::closeDataConnection)) {
            Reply.send(
                    session,
                    150,
                    "Here are bytes " + offset + " to " + file.getSize() + " of " + file.getAbsolutePath());
            DataConnection connection = DataCommand.open(session);
            if (connection != null) {
                long sent = connection.transferToClient(session.getFtpletSession(), watch.over(bytes));
                LOG.info(
                        "download path={} by={} from={} bytes={}",
                        file.getAbsolutePath(),
                        session.getUser().getName(),
                        offset,
                        sent);
                Reply.send(session, 226, sent + " bytes sent");
            }
        } catch (IOException cut) {
            LOG.info(
                    "download path={} by={} cut: {}",
                    file.getAbsolutePath(),
                    session.getUser().getName(),
                    cut.getMessage());
            Reply.send(session, 426, "Connection lost; go on with REST");
        }
    }
}

package org.cardpress.warehouse.ftp;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.apache.ftpserver.command.AbstractCommand;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.cardpress.warehouse.access.Account;
import org.cardpress.warehouse.access.Operation;
import org.cardpress.warehouse.store.Incoming;
import org.cardpress.warehouse.store.PathRefused;
import org.cardpress.warehouse.store.Receiving;
import org.cardpress.warehouse.store.TaskName;
import org.cardpress.warehouse.store.UploadRefused;
import org.cardpress.warehouse.store.VirtualPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * STOR (from the start or from REST) and APPE (from the end of what came): takes bytes into {@link Incoming}. Whatever ends the
 * connection, what came is kept and the answer says where to go on. Whether it is the right file, only SITE PUBLISH decides.
 */
final class Receive extends AbstractCommand {
    private static final Logger LOG = LoggerFactory.getLogger(Receive.class);
    private static final int BUFFER = 256 << 10;

    private final Incoming incoming;
    private final boolean append;

    Receive(Incoming incoming, boolean append) {
        this.incoming = incoming;
        this.append = append;
    }

    @Override
    public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request) {
        long offset = session.getFileOffset();
        session.resetState();
        try {
            if (DataCommand.ready(session, request)) {
                receive(session, request.getArgument(), offset);
            }
        } finally {
            session.getDataConnection().closeDataConnection();
        }
    }

    private void receive(FtpIoSession session, String argument, long offset) {
        Account account = ((TokenUser) session.getUser()).account();
        WarehouseView view = (WarehouseView) session.getFileSystemView();
        try {
            VirtualPath path = view.resolve(argument);
            if (!account.may(Operation.WRITE, path)) {
                Reply.send(session, 550, "No right to upload " + path);
                return;
            }
            long published = view.publishedLength(path);
            if (published >= 0) {
                Reply.send(
                        session,
                        553,
                        path + " exists with " + published
                                + " bytes and is never replaced; SITE PUBLISH tells whether it is the same");
                return;
            }
            TaskName task = Objects.requireNonNull(account.task());
            long from = append ? incoming.settledLength(task, path).orElse(0) : offset;
            transfer(
                    session,
                    path,
                    incoming.receive(task, path, from, session.getDataConnection()::closeDataConnection));
        } catch (PathRefused refused) {
            Reply.send(session, 550, "Not found or not allowed: " + refused.getMessage());
        } catch (UploadRefused refused) {
            Reply.send(session, refused.reason().reply(), refused.getMessage());
        } catch (IOException failed) {
            LOG.error("upload of {} by {} could not begin", argument, account.username(), failed);
            Reply.send(session, 451, "The warehouse could not begin the upload: " + failed.getMessage());
        }
    }

    private static void transfer(FtpIoSession session, VirtualPath path, Receiving receiving) {
        long from = receiving.length();
        try (receiving) {
            Reply.send(session, 150, "Send " + path + " from byte " + from);
            DataConnection connection = DataCommand.open(session);
            if (connection == null) {
                return;
            }
            BufferedOutputStream buffer = new BufferedOutputStream(receiving, BUFFER);
            connection.transferFromClient(session.getFtpletSession(), buffer);
            buffer.flush();
            receiving.close();
        } catch (UploadRefused refused) {
            Reply.send(
                    session,
                    refused.reason().reply(),
                    refused.getMessage() + "; " + receiving.length() + " bytes kept");
            return;
        } catch (IOException cut) {
            LOG.info("upload path={} cut after {} bytes: {}", path, receiving.length(), cut.getMessage());
            Reply.send(
                    session,
                    426,
                    "Connection lost; " + receiving.length() + " bytes of " + path + " kept, go on with REST "
                            + receiving.length());
            return;
        }
        LOG.info("upload path={} from={} to={}", path, from, receiving.length());
        Reply.send(
                session,
                226,
                (receiving.length() - from) + " bytes came, " + receiving.length()
                        + " in all; SITE PUBLISH gives them their name");
    }
}

package org.cardpress.warehouse.ftp;

import java.io.IOException;
import java.util.OptionalLong;
import org.apache.ftpserver.command.AbstractCommand;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.cardpress.warehouse.access.Account;
import org.cardpress.warehouse.access.Operation;
import org.cardpress.warehouse.store.Incoming;
import org.cardpress.warehouse.store.PathRefused;
import org.cardpress.warehouse.store.UploadRefused;
import org.cardpress.warehouse.store.VirtualPath;

/** SIZE: of a published file; for the one who uploads it, of what came so far, which is where to go on. */
final class Length extends AbstractCommand {
    private final Incoming incoming;

    Length(Incoming incoming) {
        this.incoming = incoming;
    }

    @Override
    public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request) throws IOException {
        session.resetState();
        try {
            VirtualPath path = ((WarehouseView) session.getFileSystemView())
                    .resolve(request.hasArgument() ? request.getArgument() : "");
            OptionalLong length = length(session, path);
            if (length.isPresent()) {
                Reply.send(session, 213, Long.toString(length.getAsLong()));
            } else {
                Reply.send(session, 550, "Not found or not allowed");
            }
        } catch (PathRefused refused) {
            Reply.send(session, 550, "Not found or not allowed");
        } catch (UploadRefused busy) {
            Reply.send(session, busy.reason().reply(), busy.getMessage());
        }
    }

    private OptionalLong length(FtpIoSession session, VirtualPath path) throws IOException {
        Account account = ((TokenUser) session.getUser()).account();
        long published = ((WarehouseView) session.getFileSystemView()).publishedLength(path);
        if (published >= 0) {
            return OptionalLong.of(published);
        }
        return account.task() != null && account.may(Operation.WRITE, path)
                ? incoming.settledLength(account.task(), path)
                : OptionalLong.empty();
    }
}

package org.cardpress.warehouse.ftp;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.apache.ftpserver.command.AbstractCommand;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.cardpress.warehouse.access.Account;
import org.cardpress.warehouse.access.Operation;
import org.cardpress.warehouse.store.Incoming;
import org.cardpress.warehouse.store.Publisher;
import org.cardpress.warehouse.store.Sha256;
import org.cardpress.warehouse.store.TaskName;
import org.cardpress.warehouse.store.UploadRefused;
import org.cardpress.warehouse.store.VirtualPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code SITE PUBLISH <size> <sha256> <path>} ends an upload, {@code SITE DROP <path>} gives it up; {@code SITE VERIFY <size> <sha256>
 * <path>} says whether a published file is still what it was, to those who may read it.
 */
final class Site extends AbstractCommand {
    private static final Logger LOG = LoggerFactory.getLogger(Site.class);
    private static final String EXPECTED = "(expected PUBLISH or VERIFY <size> <sha256> <path>, DROP <path>)";

    private final Incoming incoming;
    private final Publisher publisher;

    Site(Incoming incoming, Publisher publisher) {
        this.incoming = incoming;
        this.publisher = publisher;
    }

    @Override
    public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request) {
        session.resetState();
        String[] words = request.hasArgument() ? request.getArgument().split(" ", 2) : new String[] {""};
        String rest = words.length > 1 ? words[1] : "";
        try {
            switch (words[0].toUpperCase(Locale.ROOT)) {
                case "PUBLISH" -> publish(session, rest);
                case "VERIFY" -> verify(session, rest);
                case "DROP" -> drop(session, rest);
                default -> Reply.send(session, 504, "SITE " + words[0] + " is not known " + EXPECTED);
            }
        } catch (UploadRefused refused) {
            LOG.info("site {} by {} refused: {}", words[0], session.getUser().getName(), refused.getMessage());
            Reply.send(session, refused.reason().reply(), refused.getMessage());
        } catch (IllegalArgumentException malformed) {
            Reply.send(session, 501, "SITE " + words[0] + ": " + malformed.getMessage() + " " + EXPECTED);
        } catch (IOException failed) {
            LOG.error(
                    "site {} by {} failed",
                    request.getArgument(),
                    session.getUser().getName(),
                    failed);
            Reply.send(session, 451, "The warehouse failed: " + failed.getMessage() + "; try again later");
        }
    }

    private void publish(FtpIoSession session, String rest) throws IOException {
        String[] words = rest.split(" ", 3);
        if (words.length < 3) {
            throw new IllegalArgumentException(words.length + " words");
        }
        long size = size(words[0]);
        Sha256 sha256 = new Sha256(words[1]);
        VirtualPath path = ownPath(session, words[2]);
        TaskName task = task(session);
        Publisher.Outcome outcome = publisher.publish(task, path, size, sha256);
        LOG.info(
                "publish path={} size={} sha256={} task={} by={}: {}",
                path,
                size,
                sha256,
                task,
                session.getUser().getName(),
                outcome);
        Reply.send(
                session,
                250,
                switch (outcome) {
                    case PUBLISHED -> path + " published, " + size + " bytes";
                    case ALREADY_THERE -> path + " was published before, the same " + size + " bytes";
                });
    }

    private void verify(FtpIoSession session, String rest) throws IOException {
        String[] words = rest.split(" ", 3);
        if (words.length < 3) {
            throw new IllegalArgumentException(words.length + " words");
        }
        long size = size(words[0]);
        Sha256 sha256 = new Sha256(words[1]);
        VirtualPath path = ((WarehouseView) session.getFileSystemView()).resolve(words[2]);
        if (!account(session).may(Operation.READ, path)) {
            throw new UploadRefused(UploadRefused.Reason.WRONG_CONTENT, "No right to read " + path);
        }
        publisher.verify(path, size, sha256);
        LOG.info(
                "verify path={} size={} by={}: as told",
                path,
                size,
                session.getUser().getName());
        Reply.send(session, 250, path + " is there, " + size + " bytes with this SHA-256");
    }

    private void drop(FtpIoSession session, String argument) throws IOException {
        VirtualPath path = ownPath(session, argument);
        boolean dropped = incoming.drop(task(session), path);
        LOG.info(
                "drop path={} task={} by={}: {}",
                path,
                task(session),
                session.getUser().getName(),
                dropped);
        Reply.send(session, 250, dropped ? path + " dropped" : "Nothing was there of " + path);
    }

    private static VirtualPath ownPath(FtpIoSession session, String argument) throws UploadRefused {
        VirtualPath path = ((WarehouseView) session.getFileSystemView()).resolve(argument);
        if (!account(session).may(Operation.WRITE, path)) {
            throw new UploadRefused(UploadRefused.Reason.WRONG_CONTENT, "No right to upload " + path);
        }
        return path;
    }

    private static TaskName task(FtpIoSession session) {
        return Objects.requireNonNull(account(session).task(), "a right to write comes with a task");
    }

    private static Account account(FtpIoSession session) {
        return ((TokenUser) session.getUser()).account();
    }

    private static long size(String word) {
        if (!word.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("size \"" + word + "\"");
        }
        return Long.parseLong(word);
    }
}

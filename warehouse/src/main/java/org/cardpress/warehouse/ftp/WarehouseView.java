package org.cardpress.warehouse.ftp;

import java.io.IOException;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.cardpress.warehouse.access.Operation;
import org.cardpress.warehouse.store.ActiveTasks;
import org.cardpress.warehouse.store.PathRefused;
import org.cardpress.warehouse.store.Root;
import org.cardpress.warehouse.store.TaskName;
import org.cardpress.warehouse.store.VirtualPath;
import org.jspecify.annotations.Nullable;

/**
 * What one session sees: the paths it has a right on, and the directories that lead there. Anything else does not resolve, with the
 * same answer whether or not it exists.
 */
final class WarehouseView implements FileSystemView {
    private final Root root;
    private final TokenUser user;
    private final ActiveTasks active;
    private final @Nullable TaskName task;
    private VirtualPath directory = VirtualPath.TOP;

    WarehouseView(Root root, TokenUser user, ActiveTasks active) {
        this.root = root;
        this.user = user;
        this.active = active;
        this.task = user.account().task();
        if (task != null) {
            active.opened(task);
        }
    }

    /** The path a client means; refused when nothing may be there for this session. */
    VirtualPath resolve(String argument) {
        VirtualPath path = directory.resolve(argument);
        if (!user.account().sees(path) && !user.account().may(Operation.WRITE, path)) {
            throw new PathRefused("no access to it");
        }
        return path;
    }

    @Override
    public FtpFile getHomeDirectory() {
        return file(VirtualPath.TOP);
    }

    @Override
    public FtpFile getWorkingDirectory() {
        return file(directory);
    }

    @Override
    public boolean changeWorkingDirectory(String argument) throws FtpException {
        try {
            VirtualPath target = argument.equals("..") ? directory.parent() : resolve(argument);
            if (!file(target).isDirectory()) {
                return false;
            }
            directory = target;
            return true;
        } catch (PathRefused refused) {
            return false;
        }
    }

    @Override
    public WarehouseFile getFile(String argument) throws FtpException {
        try {
            return file(resolve(argument));
        } catch (PathRefused refused) {
            throw new FtpException("Not found or not allowed", refused);
        }
    }

    private WarehouseFile file(VirtualPath path) {
        return new WarehouseFile(root, path, user);
    }

    /** Whether a name can be used for reading at an offset; so it can. */
    @Override
    public boolean isRandomAccessible() {
        return true;
    }

    @Override
    public void dispose() {
        if (task != null) {
            active.closed(task);
        }
    }

    /** Bytes of the published file at {@code path}; negative when there is none. Refused when a link leads there. */
    long publishedLength(VirtualPath path) throws IOException {
        root.locate(path);
        return root.look(path)
                .filter(at -> at.isRegularFile())
                .map(at -> at.size())
                .orElse(-1L);
    }
}

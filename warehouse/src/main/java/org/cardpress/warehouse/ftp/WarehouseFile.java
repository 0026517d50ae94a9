package org.cardpress.warehouse.ftp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ftpserver.ftplet.FtpFile;
import org.cardpress.warehouse.access.Operation;
import org.cardpress.warehouse.store.Root;
import org.cardpress.warehouse.store.VirtualPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One published file or directory, with the rights of the session that looks at it. Uploads do not pass here: see {@link Receive}. */
final class WarehouseFile implements FtpFile {
    private static final Logger LOG = LoggerFactory.getLogger(WarehouseFile.class);
    private static final int BUFFER = 256 << 10;

    private final Root root;
    private final VirtualPath path;
    private final TokenUser user;

    WarehouseFile(Root root, VirtualPath path, TokenUser user) {
        this.root = root;
        this.path = path;
        this.user = user;
    }

    private Optional<BasicFileAttributes> look() {
        try {
            return root.look(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String getAbsolutePath() {
        return path.toString();
    }

    @Override
    public String getName() {
        return path.name();
    }

    @Override
    public boolean isHidden() {
        return false;
    }

    /** A directory that leads to a right is one even before the first upload has made it. */
    @Override
    public boolean isDirectory() {
        return look().map(BasicFileAttributes::isDirectory)
                .orElseGet(() -> user.account().access().stream().anyMatch(access -> path.covers(access.path())));
    }

    @Override
    public boolean isFile() {
        return look().map(BasicFileAttributes::isRegularFile).orElse(false);
    }

    @Override
    public boolean doesExist() {
        return isFile() || isDirectory();
    }

    @Override
    public boolean isReadable() {
        return user.account().may(Operation.READ, path);
    }

    /** False: what writes are uploads, and those have a place of their own. */
    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public boolean isRemovable() {
        return isFile() && user.account().may(Operation.DELETE, path);
    }

    @Override
    public String getOwnerName() {
        return "cardpress";
    }

    @Override
    public String getGroupName() {
        return "cardpress";
    }

    @Override
    public int getLinkCount() {
        return 1;
    }

    @Override
    public long getLastModified() {
        return look().map(at -> at.lastModifiedTime().toMillis()).orElse(0L);
    }

    @Override
    public boolean setLastModified(long time) {
        return false;
    }

    @Override
    public long getSize() {
        return look().filter(BasicFileAttributes::isRegularFile)
                .map(BasicFileAttributes::size)
                .orElse(0L);
    }

    @Override
    public Object getPhysicalFile() {
        return path;
    }

    @Override
    public boolean mkdir() {
        return false;
    }

    @Override
    public boolean delete() {
        if (!isRemovable()) {
            return false;
        }
        try {
            Files.delete(root.locate(path));
            LOG.info(
                    "delete path={} by={} role={}",
                    path,
                    user.getName(),
                    user.account().role());
            return true;
        } catch (IOException failed) {
            LOG.warn("delete path={} by={} failed", path, user.getName(), failed);
            return false;
        }
    }

    @Override
    public boolean move(FtpFile destination) {
        return false;
    }

    @Override
    public List<WarehouseFile> listFiles() {
        try {
            return root.list(path).stream()
                    .filter(user.account()::sees)
                    .map(child -> new WarehouseFile(root, child, user))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public OutputStream createOutputStream(long offset) throws IOException {
        throw new IOException("a published file is never changed");
    }

    @Override
    public InputStream createInputStream(long offset) throws IOException {
        if (!isReadable() || !isFile()) {
            throw new NoSuchFileException(path.toString());
        }
        FileChannel channel =
                FileChannel.open(root.locate(path), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        channel.position(offset);
        return new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
    }
}

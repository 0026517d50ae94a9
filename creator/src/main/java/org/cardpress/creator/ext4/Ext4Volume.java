package org.cardpress.creator.ext4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.util.List;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.disk.Partition;
import org.jspecify.annotations.Nullable;

/**
 * An ext4 file system inside an image, open for adding. Nothing that exists is changed or replaced. The books are kept in memory and
 * written by {@link #finish}: an image whose volume was not finished must be thrown away. One thread.
 *
 * <p>Directories are created as needed, with mode 755 and root as owner; nothing is ever written through a symbolic link.
 */
public final class Ext4Volume {
    private static final int KNOWN_INCOMPAT = 0x2 | 0x40 | 0x80 | 0x200 | 0x2000 | 0x4000;
    private static final int NEEDED_INCOMPAT = 0x2 | 0x40;
    private static final int PERMISSIONS = 0777;

    private final Superblock sb;
    private final Groups groups;
    private final Blocks blocks;
    private final Inodes inodes;
    private final Directory root;
    private final Instant created;
    private final ByteBuffer buffer = FileSink.newBuffer();

    private Ext4Volume(Superblock sb, Groups groups, Instant created) throws IOException {
        this.sb = sb;
        this.groups = groups;
        this.created = created;
        this.blocks = new Blocks(sb, groups);
        this.inodes = new Inodes(sb, groups);
        this.root = Directory.read(sb, inodes, Inode.ROOT, Inode.ROOT);
    }

    /** Opens the file system of a partition; directories made on the way get the given time. */
    public static Ext4Volume open(ImageFile image, Partition partition, Instant created) throws IOException {
        Superblock sb = Superblock.read(image, partition.offset())
                .orElseThrow(() -> new IOException(partition + " holds no ext4 file system"));
        if ((sb.incompat() & ~KNOWN_INCOMPAT) != 0
                || (sb.incompat() & NEEDED_INCOMPAT) != NEEDED_INCOMPAT
                || (sb.roCompat() & Superblock.RO_COMPAT_BIGALLOC) != 0) {
            throw new IOException(String.format(
                    "%s has ext4 features 0x%x/0x%x (expected a clean ext4 with extents, without encryption or clusters)",
                    partition, sb.incompat(), sb.roCompat()));
        }
        return new Ext4Volume(sb, Groups.read(sb), created);
    }

    /** Bytes that new files can still take. */
    public long freeBytes() {
        return blocks.free() * sb.blockSize();
    }

    /** Makes a directory and those above it; an existing directory is fine. */
    public void directory(List<String> path) throws IOException {
        walk(path);
    }

    /** Begins a new file; it exists once the sink is closed. */
    public FileSink file(List<String> path, int mode, Instant modified) throws IOException {
        Directory parent = parent(path);
        String name = freeName(parent, path);
        return new FileSink(sb, blocks, buffer, (size, tree) -> {
            int number = inodes.take(false);
            Inode inode = Inode.create(sb.inodeSize(), Inode.REGULAR | (mode & PERMISSIONS), modified.getEpochSecond());
            inode.content(size, tree.write(sb, blocks, inodes.seed(number, 0)), sectors(tree));
            inode.links(1);
            inodes.write(number, inode.bytes());
            parent.add(name, new Directory.Entry(number, Directory.FILE));
        });
    }

    /** Makes a symbolic link; the caller has checked where it leads. */
    public void symbolicLink(List<String> path, String target, Instant modified) throws IOException {
        Directory parent = parent(path);
        String name = freeName(parent, path);
        byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length >= sb.blockSize()) {
            throw new IOException(
                    "link target of " + bytes.length + " bytes (expected 1 to " + (sb.blockSize() - 1) + ")");
        }
        int number = inodes.take(false);
        Inode inode = Inode.create(sb.inodeSize(), Inode.SYMLINK | PERMISSIONS, modified.getEpochSecond());
        if (bytes.length < 60) {
            inode.shortTarget(bytes);
        } else {
            ExtentTree tree = new ExtentTree();
            tree.add(blocks.take(0, 1));
            ByteBuffer block = ByteBuffer.allocate(sb.blockSize()).put(bytes).rewind();
            sb.image().write(sb.place(tree.extents().get(0).start()), block);
            inode.content(bytes.length, tree.write(sb, blocks, inodes.seed(number, 0)), sectors(tree));
        }
        inode.links(1);
        inodes.write(number, inode.bytes());
        parent.add(name, new Directory.Entry(number, Directory.LINK));
    }

    /** Gives a file a second name. */
    public void hardLink(List<String> path, List<String> existing) throws IOException {
        Directory.Entry file = existing.isEmpty() ? null : parent(existing).get(existing.get(existing.size() - 1));
        if (file == null || file.type != Directory.FILE) {
            throw new IOException("link to '" + String.join("/", existing) + "' (expected a file that came before it)");
        }
        Directory parent = parent(path);
        String name = freeName(parent, path);
        Inode inode = new Inode(inodes.read(file.inode));
        inode.links(inode.links() + 1);
        inodes.write(file.inode, inode.bytes());
        parent.add(name, new Directory.Entry(file.inode, Directory.FILE));
    }

    private Directory parent(List<String> path) throws IOException {
        if (path.isEmpty()) {
            throw new FileAlreadyExistsException("/", null, "the data partition itself (expected a path below it)");
        }
        return walk(path.subList(0, path.size() - 1));
    }

    private static String freeName(Directory parent, List<String> path) throws IOException {
        String name = path.get(path.size() - 1);
        if (parent.get(name) != null) {
            throw new FileAlreadyExistsException(String.join("/", path), null, "is there already");
        }
        return name;
    }

    private Directory walk(List<String> path) throws IOException {
        Directory directory = root;
        for (int i = 0; i < path.size(); i++) {
            directory = child(directory, path.get(i), path.subList(0, i + 1));
        }
        return directory;
    }

    private Directory child(Directory parent, String name, List<String> path) throws IOException {
        Directory.Entry entry = parent.get(name);
        if (entry == null) {
            entry = new Directory.Entry(inodes.take(true), Directory.FOLDER);
            entry.directory = Directory.fresh(entry.inode, parent.inode());
            parent.add(name, entry);
        }
        if (entry.type != Directory.FOLDER) {
            throw new FileAlreadyExistsException(String.join("/", path), null, "is a file or link, not a directory");
        }
        @Nullable Directory known = entry.directory;
        if (known == null) {
            known = Directory.read(sb, inodes, entry.inode, parent.inode());
            entry.directory = known;
        }
        return known;
    }

    /** Writes directories and books. The volume must not be used after. */
    public void finish() throws IOException {
        write(root);
        blocks.flush();
        inodes.flush();
        groups.write();
        sb.writeCounts(blocks.free(), inodes.free());
    }

    private void write(Directory directory) throws IOException {
        if (directory.isChanged()) {
            Inode own = directory.isNew()
                    ? Inode.create(sb.inodeSize(), Inode.DIRECTORY | 0755, created.getEpochSecond())
                    : new Inode(inodes.read(directory.inode()));
            directory.write(sb, inodes, blocks, own, created.getEpochSecond());
        }
        for (Directory.Entry each : directory.entries()) {
            if (each.directory != null) {
                write(each.directory);
            }
        }
    }

    private long sectors(ExtentTree tree) {
        return tree.blocks() * sb.blockSize() / 512;
    }
}

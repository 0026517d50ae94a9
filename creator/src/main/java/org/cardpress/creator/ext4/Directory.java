package org.cardpress.creator.ext4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One directory in memory: about 100 bytes an entry. Written once, at the end, as a plain list of entries; an index that an
 * existing directory had is dropped, which every reader of ext4 accepts.
 */
final class Directory {
    static final int FILE = 1;
    static final int FOLDER = 2;
    static final int LINK = 7;
    private static final int TAIL = 12;
    private static final int TAIL_TYPE = 0xde;

    private final int inode;
    private final int parent;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final boolean fresh;
    private boolean changed;

    private Directory(int inode, int parent, boolean fresh) {
        this.inode = inode;
        this.parent = parent;
        this.fresh = fresh;
        this.changed = fresh;
    }

    /** One that does not exist yet. */
    static Directory fresh(int inode, int parent) {
        return new Directory(inode, parent, true);
    }

    int inode() {
        return inode;
    }

    @Nullable
    Entry get(String name) {
        return entries.get(name);
    }

    Iterable<Entry> entries() {
        return entries.values();
    }

    void add(String name, Entry entry) {
        changed = true;
        entries.put(name, entry);
    }

    boolean isChanged() {
        return changed;
    }

    boolean isNew() {
        return fresh;
    }

    private int folders() {
        return (int)
                entries.values().stream().filter(each -> each.type == FOLDER).count();
    }

    /** Reads the entries of an existing directory. */
    static Directory read(Superblock sb, Inodes inodes, int number, int parent) throws IOException {
        Inode inode = new Inode(inodes.read(number));
        if (!inode.isDirectory() || !inode.hasExtents()) {
            throw new IOException("inode " + number + " of the data partition is not a directory with extents");
        }
        Directory directory = new Directory(number, parent, false);
        for (Extent extent : ExtentTree.read(sb, inode).extents()) {
            for (int i = 0; i < extent.count(); i++) {
                directory.readBlock(sb.image().read(sb.place(extent.start() + i), sb.blockSize()));
            }
        }
        return directory;
    }

    private void readBlock(ByteBuffer block) throws IOException {
        for (int at = 0; at < block.capacity(); ) {
            int length = Short.toUnsignedInt(block.getShort(at + 4));
            int nameLength = Byte.toUnsignedInt(block.get(at + 6));
            if (length < 8 || at + length > block.capacity() || nameLength + 8 > length) {
                throw new IOException("directory " + inode + " of the data partition is damaged");
            }
            if (block.getInt(at) != 0) {
                byte[] name = new byte[nameLength];
                block.get(at + 8, name);
                String text = new String(name, StandardCharsets.UTF_8);
                if (!text.equals(".") && !text.equals("..")) {
                    entries.put(text, new Entry(block.getInt(at), block.get(at + 7)));
                }
            }
            at += length;
        }
    }

    /** Writes all entries, over the blocks it has and as many more as it needs. */
    void write(Superblock sb, Inodes inodes, Blocks blocks, Inode own, long seconds) throws IOException {
        ExtentTree tree = own.hasExtents() ? ExtentTree.read(sb, own) : new ExtentTree();
        int seed = inodes.seed(inode, own.generation());
        Packer packer = new Packer(sb, blocks, tree, seed);
        packer.put(".", inode, FOLDER);
        packer.put("..", parent, FOLDER);
        for (Map.Entry<String, Entry> each : entries.entrySet()) {
            packer.put(each.getKey(), each.getValue().inode, each.getValue().type);
        }
        long size = packer.finish();
        own.content(size, tree.write(sb, blocks, seed), tree.blocks() * sb.blockSize() / 512);
        own.links(2 + folders());
        own.touch(seconds);
        inodes.write(inode, own.bytes());
    }

    /** What a name stands for. */
    static final class Entry {
        final int inode;
        final int type;

        @Nullable
        Directory directory;

        Entry(int inode, int type) {
            this.inode = inode;
            this.type = type;
        }
    }

    /** Fills one block after the other. */
    private static final class Packer {
        private final Superblock sb;
        private final Blocks blocks;
        private final ExtentTree tree;
        private final int seed;
        private final int usable;
        private final long had;
        private ByteBuffer block;
        private int last;
        private int at;
        private long done;

        Packer(Superblock sb, Blocks blocks, ExtentTree tree, int seed) {
            this.sb = sb;
            this.blocks = blocks;
            this.tree = tree;
            this.seed = seed;
            this.usable = sb.blockSize() - (sb.hasMetadataChecksums() ? TAIL : 0);
            this.had = tree.blocks();
            this.block = empty();
        }

        private ByteBuffer empty() {
            return ByteBuffer.allocate(sb.blockSize()).order(ByteOrder.LITTLE_ENDIAN);
        }

        void put(String name, int inode, int type) throws IOException {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            int length = (8 + bytes.length + 3) & ~3;
            if (at + length > usable) {
                next();
            }
            block.putInt(at, inode)
                    .putShort(at + 4, (short) length)
                    .put(at + 6, (byte) bytes.length)
                    .put(at + 7, (byte) type)
                    .put(at + 8, bytes);
            last = at;
            at += length;
        }

        /** Writes the block at hand; its last entry reaches to the end. */
        private void next() throws IOException {
            block.putShort(last + 4, (short) (usable - last));
            if (usable < sb.blockSize()) {
                block.putShort(usable + 4, (short) TAIL).put(usable + 7, (byte) TAIL_TYPE);
                block.putInt(usable + 8, Ext4Crc.crc32c(seed, block, 0, usable));
            }
            sb.image().write(sb.place(blockNumber()), block.duplicate().rewind());
            done++;
            block = empty();
            at = 0;
            last = 0;
        }

        private long blockNumber() throws IOException {
            for (Extent extent : tree.extents()) {
                if (done >= extent.fileBlock() && done < extent.fileBlock() + extent.count()) {
                    return extent.start() + done - extent.fileBlock();
                }
            }
            Extent more = blocks.take(done, 1);
            tree.add(more);
            return more.start();
        }

        /** Writes the rest; blocks the directory had and does not need any more stay, empty. */
        long finish() throws IOException {
            next();
            while (done < had) {
                block.putShort(4, (short) usable);
                next();
            }
            return done * sb.blockSize();
        }
    }
}

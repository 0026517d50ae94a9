package org.cardpress.creator.ext4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The extents of one file, gathered as they are written, then laid down as a tree: four in the inode, more in blocks below it. */
final class ExtentTree {
    private static final int MAGIC = 0xf30a;
    private static final int ROOT_ENTRIES = 4;
    private static final int ENTRY = 12;

    private static final int DEEPEST = 5;

    private final List<Extent> extents = new ArrayList<>();
    private final List<Long> treeBlocks = new ArrayList<>();
    private long blocks;

    void add(Extent extent) {
        blocks += extent.count();
        int last = extents.size() - 1;
        if (last >= 0 && extents.get(last).joins(extent)) {
            Extent before = extents.get(last);
            extents.set(last, new Extent(before.fileBlock(), before.start(), before.count() + extent.count()));
        } else {
            extents.add(extent);
        }
    }

    /** Blocks of the file and of the tree. */
    long blocks() {
        return blocks;
    }

    List<Extent> extents() {
        return extents;
    }

    /** Reads the tree of an existing file. */
    static ExtentTree read(Superblock sb, Inode inode) throws IOException {
        ExtentTree tree = new ExtentTree();
        tree.readNode(sb, inode.extentRoot(), 0);
        return tree;
    }

    private void readNode(Superblock sb, ByteBuffer node, int level) throws IOException {
        if (Short.toUnsignedInt(node.getShort(0)) != MAGIC || level > DEEPEST) {
            throw new IOException("an extent tree of the data partition is damaged");
        }
        boolean leaf = node.getShort(6) == 0;
        for (int at = ENTRY; at <= node.getShort(2) * ENTRY; at += ENTRY) {
            if (leaf) {
                long start = Short.toUnsignedLong(node.getShort(at + 6)) << 32 | u32(node, at + 8);
                add(new Extent(u32(node, at), start, Short.toUnsignedInt(node.getShort(at + 4))));
            } else {
                long block = Short.toUnsignedLong(node.getShort(at + 8)) << 32 | u32(node, at + 4);
                treeBlocks.add(block);
                readNode(sb, sb.image().read(sb.place(block), sb.blockSize()), level + 1);
            }
        }
    }

    private static long u32(ByteBuffer node, int at) {
        return Integer.toUnsignedLong(node.getInt(at));
    }

    /** Writes the blocks of the tree, in place of those it had, and returns the 60 bytes that go into the inode. */
    ByteBuffer write(Superblock sb, Blocks allocator, int inodeSeed) throws IOException {
        treeBlocks.forEach(allocator::release);
        List<ByteBuffer> entries = new ArrayList<>(extents.size());
        for (Extent extent : extents) {
            entries.add(entry().putInt((int) extent.fileBlock())
                    .putShort((short) extent.count())
                    .putShort((short) (extent.start() >>> 32))
                    .putInt((int) extent.start())
                    .flip());
        }
        int depth = 0;
        for (; entries.size() > ROOT_ENTRIES; depth++) {
            entries = level(sb, allocator, inodeSeed, entries, depth);
        }
        return node(60, ROOT_ENTRIES, entries, depth);
    }

    /** Packs entries into blocks; gives the entries that point to these. */
    private List<ByteBuffer> level(Superblock sb, Blocks allocator, int inodeSeed, List<ByteBuffer> entries, int depth)
            throws IOException {
        int most = (sb.blockSize() - ENTRY) / ENTRY;
        List<ByteBuffer> above = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += most) {
            List<ByteBuffer> some = entries.subList(from, Math.min(entries.size(), from + most));
            ByteBuffer block = node(sb.blockSize(), most, some, depth);
            int tail = ENTRY + most * ENTRY;
            if (sb.hasMetadataChecksums()) {
                block.putInt(tail, Ext4Crc.crc32c(inodeSeed, block, 0, tail));
            }
            long place = allocator.take(0, 1).start();
            blocks++;
            sb.image().write(sb.place(place), block);
            above.add(entry().putInt(some.get(0).getInt(0))
                    .putInt((int) place)
                    .putShort((short) (place >>> 32))
                    .putShort((short) 0)
                    .flip());
        }
        return above;
    }

    private static ByteBuffer node(int size, int most, List<ByteBuffer> entries, int depth) {
        ByteBuffer node = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        node.putShort((short) MAGIC)
                .putShort((short) entries.size())
                .putShort((short) most)
                .putShort((short) depth)
                .putInt(0);
        entries.forEach(each -> node.put(each.duplicate()));
        return node.rewind();
    }

    private static ByteBuffer entry() {
        return ByteBuffer.allocate(ENTRY).order(ByteOrder.LITTLE_ENDIAN);
    }
}

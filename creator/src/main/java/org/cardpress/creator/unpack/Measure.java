package org.cardpress.creator.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.cardpress.protocol.hotspot.TargetPath;
import org.cardpress.protocol.image.DataSize;

/** A sink that keeps nothing and adds up what the entries will take on the data partition. */
public final class Measure implements EntrySink {
    private final byte[] buffer = new byte[256 << 10];
    private long bytes;
    private long inodes;

    @Override
    public void directory(TargetPath path) {
        add(DataSize.BLOCK);
    }

    @Override
    public void file(TargetPath path, int mode, Instant modified, InputStream in) throws IOException {
        long size = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            size += count;
        }
        add(size);
    }

    @Override
    public void symbolicLink(TargetPath path, String target, Instant modified) {
        add(DataSize.BLOCK);
    }

    @Override
    public void hardLink(TargetPath path, TargetPath existing) {
        add(0);
    }

    /** Adds a file of that size whose bytes need not be read. */
    public void add(long size) {
        bytes += DataSize.onDisk(size);
        inodes++;
    }

    /** Keeps room for files that the device makes itself, counted as small ones. */
    public void reserve(long size) {
        bytes += size;
        inodes += DataSize.filesIn(size);
    }

    /** Bytes in whole blocks. */
    public long bytes() {
        return bytes;
    }

    /** Files, directories and links. */
    public long inodes() {
        return inodes;
    }
}

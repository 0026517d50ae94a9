package org.cardpress.writer.card;

import java.util.List;
import java.util.Random;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.ImageSource;

/** An image in memory. */
final class MemoryImage implements ImageSource {
    private final byte[] bytes;

    MemoryImage(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Random bytes everywhere, mapped or not: whoever copies what is not mapped is found out. */
    static MemoryImage random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return new MemoryImage(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    WritePlan plan(Range... ranges) {
        return plan(List.of(ranges));
    }

    WritePlan plan(List<Range> ranges) {
        try {
            return WritePlan.of(CheckValues.map(this, ranges));
        } catch (DeviceException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public void read(AlignedBuffer target, int at, int length, long offset) {
        target.window(at, at + length).put(bytes, (int) offset, length);
    }

    @Override
    public void close() {}
}

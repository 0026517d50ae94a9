package org.cardpress.writer.device;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.cardpress.writer.device.DeviceException.Operation;

/** A card of any size in memory, that remembers only what was written, and may hold less than it says. */
public final class LargeFakeDevice implements BlockDevice {
    private static final int SECTOR = 512;

    private final Map<Long, byte[]> sectors = new HashMap<>();
    private final long capacity;
    private final long trueSize;
    private final boolean wraps;

    private LargeFakeDevice(long capacity, long trueSize, boolean wraps) {
        this.capacity = capacity;
        this.trueSize = trueSize;
        this.wraps = wraps;
    }

    public static LargeFakeDevice honest(long capacity) {
        return new LargeFakeDevice(capacity, capacity, true);
    }

    /** What goes beyond the true size lands at the front again. */
    public static LargeFakeDevice wrapping(long capacity, long trueSize) {
        return new LargeFakeDevice(capacity, trueSize, true);
    }

    /** What goes beyond the true size is lost and reads as zeros. */
    public static LargeFakeDevice losing(long capacity, long trueSize) {
        return new LargeFakeDevice(capacity, trueSize, false);
    }

    /** Whether no sector holds anything but zeros. */
    public boolean isBlank() {
        return sectors.values().stream()
                .allMatch(sector -> ByteBuffer.wrap(sector).equals(ByteBuffer.allocate(SECTOR)));
    }

    @Override
    public String name() {
        return "large fake";
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public int blockSize() {
        return SECTOR;
    }

    @Override
    public void read(AlignedBuffer target, int at, int length, long offset) throws DeviceException {
        if (offset > capacity - length) {
            throw new DeviceException(name(), Operation.READ, 0, capacity);
        }
        ByteBuffer window = target.window(at, at + length);
        for (long place = offset; place < offset + length; place += SECTOR) {
            byte[] sector = place >= trueSize && !wraps ? null : sectors.get(place % trueSize);
            window.put(sector == null ? new byte[SECTOR] : sector);
        }
    }

    @Override
    public void write(AlignedBuffer source, int at, int length, long offset) throws DeviceException {
        if (offset > capacity - length) {
            throw new DeviceException(name(), Operation.WRITE, Errno.ENOSPC, capacity);
        }
        ByteBuffer window = source.window(at, at + length);
        for (long place = offset; place < offset + length; place += SECTOR) {
            byte[] sector = new byte[SECTOR];
            window.get(sector);
            if (place < trueSize || wraps) {
                sectors.put(place % trueSize, sector);
            }
        }
    }

    @Override
    public void flush() {}

    @Override
    public void dropCaches() {}

    @Override
    public void close() {}
}

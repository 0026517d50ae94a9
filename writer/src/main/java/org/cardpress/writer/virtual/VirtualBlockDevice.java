package org.cardpress.writer.virtual;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.DeviceException.Operation;
import org.cardpress.writer.device.Errno;
import org.cardpress.writer.device.FileBlockDevice;

/** The card in a virtual slot, with its quirks. Notices between two calls that it was taken out, and answers ENOMEDIUM then. */
public final class VirtualBlockDevice implements BlockDevice {
    private static final long NEVER = -1;
    private static final long SECOND = 1_000_000_000;

    private final BlockDevice file;
    private final Path card;
    private final Object inode;
    private final Map<Quirk, Long> quirks;
    private final LongConsumer waits;
    private final long trueSize;

    private VirtualBlockDevice(BlockDevice file, Path card, Map<Quirk, Long> quirks, LongConsumer waits)
            throws IOException {
        this.file = file;
        this.card = card;
        this.quirks = quirks;
        this.waits = waits;
        this.inode = Files.getAttribute(card, "unix:ino");
        this.trueSize = Math.min(quirks.getOrDefault(Quirk.TRUE_SIZE, file.capacity()), file.capacity());
    }

    public static VirtualBlockDevice open(VirtualSlot slot) throws DeviceException {
        return open(slot, LockSupport::parkNanos);
    }

    /** @param waits takes nanoseconds */
    static VirtualBlockDevice open(VirtualSlot slot, LongConsumer waits) throws DeviceException {
        FileBlockDevice file = FileBlockDevice.open(slot.card().toString());
        try {
            return new VirtualBlockDevice(file, slot.card(), slot.quirks(), waits);
        } catch (IOException pulled) {
            file.close();
            throw new DeviceException(slot.card().toString(), Operation.OPEN, Errno.ENOMEDIUM, 0);
        }
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long capacity() {
        return file.capacity();
    }

    @Override
    public int blockSize() {
        return file.blockSize();
    }

    @Override
    public void read(AlignedBuffer target, int at, int length, long offset) throws DeviceException {
        takeTime(Quirk.READ_RATE, length);
        checkThatItIsIn(Operation.READ, offset);
        checkEnd(Operation.READ, 0, length, offset);
        if (covers(Quirk.FAIL_READ_AT, length, offset)) {
            throw new DeviceException(name(), Operation.READ, Errno.EIO, sector(Quirk.FAIL_READ_AT));
        }
        for (int done = 0; done < length; ) {
            int piece = piece(length - done, offset + done);
            file.read(target, at + done, piece, (offset + done) % trueSize);
            done += piece;
        }
        if (covers(Quirk.FLIP_AT, length, offset)) {
            int index = at + (int) (place(Quirk.FLIP_AT) - offset);
            ByteBuffer read = target.window(at, at + length);
            read.put(index, (byte) (read.get(index) ^ 1));
        }
    }

    @Override
    public void write(AlignedBuffer source, int at, int length, long offset) throws DeviceException {
        takeTime(Quirk.WRITE_RATE, length);
        checkThatItIsIn(Operation.WRITE, offset);
        checkEnd(Operation.WRITE, Errno.ENOSPC, length, offset);
        while (covers(Quirk.HANG_AT, length, offset)) {
            checkThatItIsIn(Operation.WRITE, offset);
            waits.accept(SECOND / 20);
        }
        if (covers(Quirk.FAIL_WRITE_AT, length, offset)) {
            throw new DeviceException(name(), Operation.WRITE, Errno.EIO, sector(Quirk.FAIL_WRITE_AT));
        }
        if (covers(Quirk.DROP_AT, length, offset)) {
            return;
        }
        for (int done = 0; done < length; ) {
            int piece = piece(length - done, offset + done);
            file.write(source, at + done, piece, (offset + done) % trueSize);
            done += piece;
        }
    }

    @Override
    public boolean isWrittenByKernel() {
        return file.isWrittenByKernel();
    }

    @Override
    public void flush() throws DeviceException {
        checkThatItIsIn(Operation.FLUSH, 0);
        file.flush();
    }

    @Override
    public void dropCaches() throws DeviceException {
        checkThatItIsIn(Operation.DROP_CACHES, 0);
        file.dropCaches();
    }

    @Override
    public void close() {
        file.close();
    }

    private void checkThatItIsIn(Operation operation, long offset) throws DeviceException {
        try {
            if (Files.getAttribute(card, "unix:ino").equals(inode)) {
                return;
            }
        } catch (IOException out) {
            // As with another card in its place.
        }
        throw new DeviceException(name(), operation, Errno.ENOMEDIUM, offset);
    }

    private void checkEnd(Operation operation, int errno, int length, long offset) throws DeviceException {
        if (offset > capacity() - length) {
            throw new DeviceException(name(), operation, errno, capacity());
        }
    }

    private void takeTime(Quirk rate, int length) {
        long bytesPerSecond = place(rate);
        if (bytesPerSecond > 0) {
            waits.accept((long) ((double) length / bytesPerSecond * SECOND));
        }
    }

    private int piece(int length, long offset) {
        return (int) Math.min(length, trueSize - offset % trueSize);
    }

    private boolean covers(Quirk quirk, int length, long offset) {
        long place = place(quirk);
        return place >= offset && place < offset + length;
    }

    private long sector(Quirk quirk) {
        return place(quirk) / blockSize() * blockSize();
    }

    private long place(Quirk quirk) {
        return quirks.getOrDefault(quirk, NEVER);
    }
}

package org.cardpress.writer.device;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.cardpress.writer.device.DeviceException.Operation;

/**
 * A card in memory, held to the same contract as the real ones, that can be told to misbehave. Keeps what it was asked for, so
 * that a test can look at the order of things.
 */
public final class FakeBlockDevice implements BlockDevice {
    private static final int SECTOR = 512;

    private final byte[] bytes;
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private int trueSize;

    public FakeBlockDevice(int capacity) {
        bytes = new byte[capacity];
        trueSize = capacity;
    }

    /** The card itself, as somebody else would read it. */
    public byte[] bytes() {
        return bytes;
    }

    public List<String> calls() {
        return calls;
    }

    public boolean isClosed() {
        return closed;
    }

    /** A card that has been used before. */
    public FakeBlockDevice filledWith(int value) {
        Arrays.fill(bytes, (byte) value);
        return this;
    }

    /** A counterfeit: what goes beyond lands at the front again. */
    public FakeBlockDevice holdingReally(int size) {
        trueSize = size;
        return this;
    }

    public FakeBlockDevice with(Trouble trouble) {
        troubles.add(trouble);
        return this;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public long capacity() {
        return bytes.length;
    }

    @Override
    public int blockSize() {
        return SECTOR;
    }

    @Override
    public void read(AlignedBuffer target, int at, int length, long offset) throws DeviceException {
        calls.add("read " + offset + "+" + length);
        if (offset > bytes.length - length) {
            throw new DeviceException(name(), Operation.READ, 0, bytes.length);
        }
        for (Trouble trouble : troubles) {
            trouble.beforeRead(offset, length);
        }
        ByteBuffer window = target.window(at, at + length);
        for (int done = 0; done < length; ) {
            int place = (int) ((offset + done) % trueSize);
            int portion = Math.min(length - done, trueSize - place);
            window.put(bytes, place, portion);
            done += portion;
        }
        for (Trouble trouble : troubles) {
            trouble.afterRead(target.window(at, at + length), offset);
        }
    }

    @Override
    public void write(AlignedBuffer source, int at, int length, long offset) throws DeviceException {
        calls.add("write " + offset + "+" + length);
        if (offset > bytes.length - length) {
            throw new DeviceException(name(), Operation.WRITE, Errno.ENOSPC, bytes.length);
        }
        for (Trouble trouble : troubles) {
            if (!trouble.takesWrite(offset, length)) {
                return;
            }
        }
        ByteBuffer window = source.window(at, at + length);
        for (int done = 0; done < length; ) {
            int place = (int) ((offset + done) % trueSize);
            int portion = Math.min(length - done, trueSize - place);
            window.get(bytes, place, portion);
            done += portion;
        }
    }

    @Override
    public void flush() throws DeviceException {
        calls.add("flush");
        for (Trouble trouble : troubles) {
            trouble.beforeFlush();
        }
    }

    @Override
    public void dropCaches() {
        calls.add("drop caches");
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Like a system call on a dead reader: no interruption ends it. */
    private static void awaitWithoutEnd(CountDownLatch answers) {
        while (answers.getCount() > 0) {
            try {
                answers.await();
            } catch (InterruptedException inVain) {
                // As the kernel would.
            }
        }
    }

    /** One way to misbehave. Does nothing unless a method is overridden. */
    public interface Trouble {
        default void beforeRead(long offset, int length) throws DeviceException {}

        default void afterRead(ByteBuffer read, long offset) {}

        /** False drops the write silently. */
        default boolean takesWrite(long offset, int length) throws DeviceException {
            return true;
        }

        default void beforeFlush() throws DeviceException {}
    }

    /** Writing over the byte at {@code place} fails, {@code times} times. */
    public static Trouble writeErrorAt(long place, int errno, int times) {
        return new Trouble() {
            private int left = times;

            @Override
            public boolean takesWrite(long offset, int length) throws DeviceException {
                if (offset <= place && place < offset + length && left-- > 0) {
                    throw new DeviceException("fake", Operation.WRITE, errno, offset);
                }
                return true;
            }
        };
    }

    /** Reading over the byte at {@code place} fails, {@code times} times. */
    public static Trouble readErrorAt(long place, int errno, int times) {
        return new Trouble() {
            private int left = times;

            @Override
            public void beforeRead(long offset, int length) throws DeviceException {
                if (offset <= place && place < offset + length && left-- > 0) {
                    throw new DeviceException("fake", Operation.READ, errno, offset);
                }
            }
        };
    }

    /** Reading the byte at {@code place} gives one wrong bit, {@code times} times. */
    public static Trouble flippedReadAt(long place, int times) {
        return new Trouble() {
            private int left = times;

            @Override
            public void afterRead(ByteBuffer read, long offset) {
                long at = place - offset;
                if (at >= 0 && at < read.remaining() && left-- > 0) {
                    int index = read.position() + (int) at;
                    read.put(index, (byte) (read.get(index) ^ 4));
                }
            }
        };
    }

    /** Writing over the byte at {@code place} does not return before {@code answers}. */
    public static Trouble hangingAt(long place, CountDownLatch answers) {
        return new Trouble() {
            @Override
            public boolean takesWrite(long offset, int length) {
                if (offset <= place && place < offset + length) {
                    awaitWithoutEnd(answers);
                }
                return true;
            }
        };
    }

    /** Writes over the byte at {@code place} are lost, {@code times} times. */
    public static Trouble lostWriteAt(long place, int times) {
        return new Trouble() {
            private int left = times;

            @Override
            public boolean takesWrite(long offset, int length) {
                return !(offset <= place && place < offset + length && left-- > 0);
            }
        };
    }
}

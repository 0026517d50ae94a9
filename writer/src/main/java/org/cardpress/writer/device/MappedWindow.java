package org.cardpress.writer.device;

import com.sun.jna.Native;
import org.cardpress.writer.device.DeviceException.Operation;

/**
 * A piece of address space onto which pieces of a staged file are laid, one after the other: a card is written from the page cache itself, and
 * no copy is made for each card. Takes no memory of its own. Only the kernel may read what is shown, on behalf of a write: where the
 * file was cut short, or its disk fails, it answers EFAULT, while the same access by this program would end it (SIGBUS).
 *
 * <p>For one thread at a time; closed by whoever has made it, when no call on a card uses it any more.
 */
public final class MappedWindow implements AutoCloseable {
    private final AlignedBuffer bytes;
    private boolean closed;

    /** @param size bytes, a whole number of pages */
    public MappedWindow(int size) throws DeviceException {
        long address = Libc.mmap(0, size, Abi.PROT_NONE, Abi.MAP_PRIVATE | Abi.MAP_ANONYMOUS, -1, 0);
        if (address == Abi.MAP_FAILED) {
            throw new DeviceException("address space", Operation.OPEN, Native.getLastError(), 0);
        }
        bytes = AlignedBuffer.over(address, size);
    }

    /** What is shown, for a {@link BlockDevice} whose writes the kernel carries out. */
    public AlignedBuffer bytes() {
        return bytes;
    }

    /** Shows {@code length} bytes of the file from {@code offset}, a whole number of pages, in place of what was shown before. */
    boolean show(Descriptor file, long offset, int length) {
        return !closed && file.map(bytes.address(), Math.min(length, bytes.size()), offset);
    }

    /**
     * Brings pages of what is shown into memory, from the disk where need be.
     *
     * @return false where that cannot be: an older kernel, the end of the file, a bad disk
     */
    public boolean fetch(int at, int length) {
        int from = at / AlignedBuffer.PAGE * AlignedBuffer.PAGE;
        return Libc.madvise(bytes.address() + from, at + length - from, Abi.MADV_POPULATE_READ) == 0;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Libc.munmap(bytes.address(), bytes.size());
        }
    }
}

package org.cardpress.writer.device;

import com.sun.jna.Native;
import java.lang.ref.Reference;
import org.cardpress.writer.device.DeviceException.Operation;

/**
 * An open file descriptor. The one place that deals with EINTR and with short counts: a short count goes on with the rest, and
 * the next call tells the errno; a count of 0 is the device having gone.
 */
final class Descriptor implements AutoCloseable {
    private final String path;
    private int fd;

    private Descriptor(String path, int fd) {
        this.path = path;
        this.fd = fd;
    }

    static Descriptor open(String path, int flags) throws DeviceException {
        while (true) {
            int fd = Libc.open(path, flags | Abi.O_CLOEXEC, 0);
            if (fd >= 0) {
                return new Descriptor(path, fd);
            }
            int errno = Native.getLastError();
            if (errno != Errno.EINTR) {
                throw new DeviceException(path, Operation.OPEN, errno, 0);
            }
        }
    }

    String path() {
        return path;
    }

    void read(AlignedBuffer target, int at, int length, long offset) throws DeviceException {
        checkWindow(target, at, length);
        try {
            int done = 0;
            while (done < length) {
                long count = Libc.pread(fd, target.address() + at + done, length - done, offset + done);
                done += advance(count, Operation.READ, offset + done);
            }
        } finally {
            Reference.reachabilityFence(target);
        }
    }

    void write(AlignedBuffer source, int at, int length, long offset) throws DeviceException {
        checkWindow(source, at, length);
        try {
            int done = 0;
            while (done < length) {
                long count = Libc.pwrite(fd, source.address() + at + done, length - done, offset + done);
                done += advance(count, Operation.WRITE, offset + done);
            }
        } finally {
            Reference.reachabilityFence(source);
        }
    }

    /** Lays a piece of the file over this address space; false where the file or the kernel will not have it. */
    boolean map(long address, int length, long offset) {
        return Libc.mmap(address, length, Abi.PROT_READ, Abi.MAP_SHARED | Abi.MAP_FIXED, fd, offset) == address;
    }

    void flush() throws DeviceException {
        check(() -> Libc.fdatasync(fd), Operation.FLUSH);
    }

    void ioctl(long request, long argument, Operation operation) throws DeviceException {
        check(() -> Libc.ioctl(fd, request, argument), operation);
    }

    /** Fails with EAGAIN where somebody else holds the lock. */
    void lock() throws DeviceException {
        check(() -> Libc.flock(fd, Abi.LOCK_EXCLUSIVE_NOW), Operation.OPEN);
    }

    long size() throws DeviceException {
        long size = Libc.lseek(fd, 0, Abi.SEEK_END);
        if (size < 0) {
            throw new DeviceException(path, Operation.MEASURE, Native.getLastError(), 0);
        }
        return size;
    }

    void forgetCached() throws DeviceException {
        advise(0, 0, Abi.FADVISE_DONTNEED);
    }

    /** @param length 0 for all from {@code offset} on */
    void advise(long offset, long length, int advice) throws DeviceException {
        int errno = Libc.posix_fadvise(fd, offset, length, advice);
        if (errno != 0) {
            throw new DeviceException(path, Operation.DROP_CACHES, errno, 0);
        }
    }

    @Override
    public void close() {
        if (fd >= 0) {
            int closing = fd;
            fd = -1;
            // The descriptor is gone whatever close answers; all that matters was flushed and checked before.
            Libc.close(closing);
        }
    }

    private int advance(long count, Operation operation, long offset) throws DeviceException {
        if (count > 0) {
            return (int) count;
        }
        int errno = count == 0 ? 0 : Native.getLastError();
        if (errno == Errno.EINTR) {
            return 0;
        }
        throw new DeviceException(path, operation, errno, offset);
    }

    private void check(Call call, Operation operation) throws DeviceException {
        while (call.answer() < 0) {
            int errno = Native.getLastError();
            if (errno != Errno.EINTR) {
                throw new DeviceException(path, operation, errno, 0);
            }
        }
    }

    private static void checkWindow(AlignedBuffer buffer, int at, int length) {
        if (at < 0 || length < 0 || at > buffer.size() - length) {
            throw new IndexOutOfBoundsException(
                    "bytes " + at + " to " + (at + length) + " of a buffer of " + buffer.size());
        }
    }

    @FunctionalInterface
    private interface Call {
        int answer();
    }
}

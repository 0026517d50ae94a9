package org.cardpress.writer.device;

import com.sun.jna.Native;

/**
 * The C library, by JNA direct mapping (0.5 µs a call, no allocation). Direct mapping knows no varargs, so {@code open} and
 * {@code ioctl} are declared with the arguments used here. A negative answer means: ask {@link Native#getLastError()} in the
 * same thread.
 */
final class Libc {
    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    static native int open(String path, int flags, int mode);

    static native int close(int fd);

    static native long mmap(long address, long length, int protection, int flags, int fd, long offset);

    static native int munmap(long address, long length);

    static native int madvise(long address, long length, int advice);

    static native long pread(int fd, long buffer, long count, long offset);

    static native long pwrite(int fd, long buffer, long count, long offset);

    static native int fdatasync(int fd);

    static native int ioctl(int fd, long request, long argument);

    static native int flock(int fd, int operation);

    static native long lseek(int fd, long offset, int whence);

    /** Unlike the others it answers with the errno itself. */
    static native int posix_fadvise(int fd, long offset, long length, int advice);
}

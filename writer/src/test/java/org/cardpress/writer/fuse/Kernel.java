package org.cardpress.writer.fuse;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The system calls that a file system needs. */
final class Kernel {
    static final int O_RDWR_CLOEXEC = 2 | 0x80000;
    /** MNT_FORCE and MNT_DETACH: what hangs is ended, what is open goes later. */
    static final int UMOUNT_NOW = 1 | 2;

    static {
        Native.register(Kernel.class, "c");
    }

    private Kernel() {}

    static native int open(String path, int flags, int mode);

    static native int close(int fd);

    static native long read(int fd, Memory buffer, long length);

    static native long write(int fd, Pointer buffer, long length);

    static native int mount(String source, String target, String type, long flags, String options);

    static native int umount2(String target, int flags);
}

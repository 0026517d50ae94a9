package org.cardpress.writer.device;

/**
 * Numbers of the Linux interface ({@code asm-generic/fcntl.h}, {@code asm-generic/mman-common.h}, {@code linux/fs.h}, {@code scsi/sg.h}). O_DIRECT differs between architectures: on
 * arm64 the number it has elsewhere means O_DIRECTORY. Other architectures, and 32 bits, are refused instead of guessed.
 */
final class Abi {
    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int O_EXCL = 0x80;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;

    static final int SEEK_END = 2;
    static final int LOCK_EXCLUSIVE_NOW = 2 | 4;
    static final int FADVISE_SEQUENTIAL = 2;
    static final int FADVISE_DONTNEED = 4;

    static final int PROT_NONE = 0;
    static final int PROT_READ = 1;
    static final int MAP_SHARED = 1;
    static final int MAP_PRIVATE = 2;
    static final int MAP_FIXED = 0x10;
    static final int MAP_ANONYMOUS = 0x20;
    static final long MAP_FAILED = -1;
    static final int MADV_DONTNEED = 4;
    static final int MADV_HUGEPAGE = 14;
    /** Since Linux 5.14. */
    static final int MADV_POPULATE_READ = 22;

    static final long BLKROGET = 0x125E;
    static final long BLKFLSBUF = 0x1261;
    static final long BLKSSZGET = 0x1268;
    static final long BLKDISCARD = 0x1277;
    static final long BLKZEROOUT = 0x127F;
    static final long BLKGETSIZE64 = 0x80081272L;
    static final long SG_IO = 0x2285;

    private Abi() {}

    static int oDirect() {
        return oDirect(System.getProperty("os.arch", ""));
    }

    static int oDirect(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64", "riscv64" -> 0x4000;
            case "aarch64" -> 0x10000;
            default ->
                throw new UnsupportedOperationException(
                        "architecture " + architecture + " (cards are written on amd64, aarch64 and riscv64)");
        };
    }
}

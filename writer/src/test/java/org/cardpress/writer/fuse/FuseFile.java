package org.cardpress.writer.fuse;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A mounted directory with one file, {@code card}, whose bytes are in memory and whose faults come from a {@link Fault}. Speaks
 * the kernel's protocol ({@code linux/fuse.h}, version 7.31) over {@code /dev/fuse} itself, so that a test needs no program and
 * no library. One daemon thread answers; a call that is to hang is left unanswered.
 */
public final class FuseFile implements AutoCloseable {
    private static final int ROOT = 1;
    private static final int CARD = 2;
    private static final int MIB = 1 << 20;
    private static final int IN_HEADER = 40;
    private static final int WRITE_HEADER = 40;
    private static final int OUT_HEADER = 16;
    private static final int ENOENT = 2;
    private static final int ENOSYS = 38;

    private final Path directory;
    private final byte[] bytes;
    private final int fd;
    private final Memory in = new Memory(MIB + 8192);
    private final Memory out = new Memory(MIB + 8192);
    private final ByteBuffer answer = out.getByteBuffer(0, MIB + 8192).order(ByteOrder.nativeOrder());
    private volatile Fault fault;

    private FuseFile(Path directory, byte[] bytes, Fault fault, int fd) {
        this.directory = directory;
        this.bytes = bytes;
        this.fault = fault;
        this.fd = fd;
    }

    /** Why this machine or user cannot have one; empty where it can. */
    public static Optional<String> impossible() {
        return Files.isWritable(Path.of("/dev/fuse")) && Files.isWritable(Path.of("/dev/loop-control"))
                ? Optional.empty()
                : Optional.of("this user may not write to /dev/fuse and /dev/loop-control (root may)");
    }

    /** Mounts on an empty directory. */
    public static FuseFile mount(Path directory, byte[] bytes, Fault fault) throws IOException {
        int fd = Kernel.open("/dev/fuse", Kernel.O_RDWR_CLOEXEC, 0);
        if (fd < 0) {
            throw new IOException("/dev/fuse: errno " + Native.getLastError());
        }
        String options = "fd=" + fd + ",rootmode=40000,user_id=0,group_id=0,allow_other";
        if (Kernel.mount("cardpress-test", directory.toString(), "fuse", 0, options) < 0) {
            int errno = Native.getLastError();
            Kernel.close(fd);
            throw new IOException("mount of fuse: errno " + errno);
        }
        FuseFile file = new FuseFile(directory, bytes, fault, fd);
        Thread thread = new Thread(file::serve, "fuse");
        thread.setDaemon(true);
        thread.start();
        return file;
    }

    public Path path() {
        return directory.resolve("card");
    }

    /** Ends what hangs and unmounts. */
    @Override
    public void close() {
        Kernel.umount2(directory.toString(), Kernel.UMOUNT_NOW);
    }

    private void serve() {
        while (true) {
            long size = Kernel.read(fd, in, in.size());
            if (size < IN_HEADER) {
                int errno = size < 0 ? Native.getLastError() : 0;
                if (errno == 4 || errno == 2 || errno == 11) {
                    continue;
                }
                Kernel.close(fd);
                return;
            }
            answer(in.getInt(4), in.getLong(8), in.getLong(16));
        }
    }

    private void answer(int opcode, long unique, long node) {
        answer.clear().position(OUT_HEADER);
        int error =
                switch (opcode) {
                    case 26 -> init();
                    case 1 -> lookup();
                    case 3, 4 -> attributes(node);
                    case 14 -> opened();
                    case 27 -> zeros(16);
                    case 15 -> read();
                    case 16 -> write();
                    case 17 -> zeros(80);
                    case 18, 20, 25, 29, 34, 38 -> 0;
                    case 2, 36, 42 -> Fault.HANG;
                    default -> ENOSYS;
                };
        if (error == Fault.HANG) {
            return;
        }
        int length = error == 0 ? answer.position() : OUT_HEADER;
        answer.putInt(0, length).putInt(4, -error).putLong(8, unique);
        Kernel.write(fd, out, length);
    }

    private int init() {
        int bigWrites = 1 << 5;
        int maxPages = 1 << 22;
        answer.putInt(7).putInt(31).putInt(0).putInt(bigWrites | maxPages);
        answer.putShort((short) 16).putShort((short) 12).putInt(MIB).putInt(1);
        answer.putShort((short) 256);
        return zeros(34);
    }

    private int lookup() {
        if (!in.getString(IN_HEADER).equals("card")) {
            return ENOENT;
        }
        answer.putLong(CARD).putLong(0).putLong(3600).putLong(3600).putInt(0).putInt(0);
        return attribute(CARD);
    }

    private int attributes(long node) {
        answer.putLong(3600).putInt(0).putInt(0);
        return attribute(node);
    }

    private int attribute(long node) {
        answer.putLong(node).putLong(node == ROOT ? 0 : bytes.length).putLong(bytes.length / 512);
        zeros(36);
        answer.putInt(node == ROOT ? 0040755 : 0100644).putInt(1);
        return zeros(20);
    }

    private int opened() {
        int error = fault.onOpen();
        return error == 0 ? zeros(16) : error;
    }

    private int read() {
        long offset = in.getLong(IN_HEADER + 8);
        int length = (int) Math.max(0, Math.min(in.getInt(IN_HEADER + 16), bytes.length - offset));
        Fault now = fault;
        int error = now.onRead(offset, length);
        if (error != 0) {
            return error;
        }
        int start = answer.position();
        int real = now.trueSize(bytes.length);
        for (int i = 0; i < length; ) {
            int place = (int) ((offset + i) % real);
            int piece = Math.min(length - i, real - place);
            answer.put(bytes, place, piece);
            i += piece;
        }
        long flipped = now.flippedAt() - offset;
        if (flipped >= 0 && flipped < length) {
            int index = start + (int) flipped;
            answer.put(index, (byte) (answer.get(index) ^ 1));
        }
        return 0;
    }

    private int write() {
        long offset = in.getLong(IN_HEADER + 8);
        int length = in.getInt(IN_HEADER + 16);
        Fault now = fault;
        int error = now.onWrite(offset, length);
        if (error != 0 && error != Fault.DROP) {
            return error;
        }
        int real = now.trueSize(bytes.length);
        for (int i = 0; i < length && error == 0; ) {
            int place = (int) ((offset + i) % real);
            int piece = Math.min(length - i, real - place);
            in.read(IN_HEADER + WRITE_HEADER + i, bytes, place, piece);
            i += piece;
        }
        answer.putInt(length).putInt(0);
        return 0;
    }

    private int zeros(int count) {
        for (int i = 0; i < count; i++) {
            answer.put((byte) 0);
        }
        return 0;
    }
}

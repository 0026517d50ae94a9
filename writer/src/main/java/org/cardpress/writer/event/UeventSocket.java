package org.cardpress.writer.event;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The kernel's own announcements, by netlink (netlink(7); {@code linux/netlink.h}, {@code asm-generic/socket.h}). Listening needs
 * no right. For one thread at a time.
 */
final class UeventSocket implements AutoCloseable {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int NETLINK_KOBJECT_UEVENT = 15;
    private static final int FROM_THE_KERNEL = 1;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final int ENOBUFS = 105;
    private static final int ADDRESS = 12;
    private static final int LARGEST = 16 * 1024;

    private static final byte[] BURST = "change@/\0ACTION=change\0SUBSYSTEM=block\0".getBytes(StandardCharsets.UTF_8);

    static {
        Native.register(UeventSocket.class, "c");
    }

    private final Memory message = new Memory(LARGEST);
    private final Memory sender = new Memory(ADDRESS);
    private final Memory senderSize = new Memory(4);
    private int fd;

    private UeventSocket(int fd) {
        this.fd = fd;
    }

    /** @throws IOException where the kernel or the rules of this container refuse */
    static UeventSocket open() throws IOException {
        int fd = socket(AF_NETLINK, SOCK_DGRAM_CLOEXEC, NETLINK_KOBJECT_UEVENT);
        if (fd < 0) {
            throw new IOException("no netlink socket (errno " + Native.getLastError() + ")");
        }
        UeventSocket opened = new UeventSocket(fd);
        try {
            opened.listen();
            return opened;
        } catch (IOException refused) {
            opened.close();
            throw refused;
        }
    }

    private void listen() throws IOException {
        try (Memory address = new Memory(ADDRESS);
                Memory second = new Memory(16)) {
            address.clear();
            address.setShort(0, (short) AF_NETLINK);
            address.setInt(8, FROM_THE_KERNEL);
            check(bind(fd, address, ADDRESS), "bind");
            second.clear();
            second.setLong(0, 1);
            check(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, second, 16), "set time limit");
        }
    }

    /**
     * The next message; empty where none came within a second. After a burst that the kernel could not keep, a message that says
     * nothing but that something happened.
     */
    byte[] receive() throws IOException {
        senderSize.setInt(0, ADDRESS);
        long size = recvfrom(fd, message, LARGEST, 0, sender, senderSize);
        if (size >= 0) {
            boolean fromKernel = sender.getInt(4) == 0;
            return fromKernel ? message.getByteArray(0, (int) size) : new byte[0];
        }
        return switch (Native.getLastError()) {
            case EINTR, EAGAIN -> new byte[0];
            case ENOBUFS -> BURST.clone();
            default -> throw new IOException("netlink socket failed (errno " + Native.getLastError() + ")");
        };
    }

    @Override
    public void close() {
        if (fd >= 0) {
            close(fd);
            fd = -1;
        }
    }

    private static void check(int answer, String what) throws IOException {
        if (answer < 0) {
            throw new IOException("netlink socket: " + what + " (errno " + Native.getLastError() + ")");
        }
    }

    private static native int socket(int domain, int type, int protocol);

    private static native int bind(int fd, Pointer address, int length);

    private static native int setsockopt(int fd, int level, int option, Pointer value, int length);

    private static native long recvfrom(
            int fd, Pointer buffer, long length, int flags, Pointer from, Pointer fromLength);

    private static native int close(int fd);
}

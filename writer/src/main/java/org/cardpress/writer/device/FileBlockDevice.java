package org.cardpress.writer.device;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A regular file that plays a card, for tests and for trying Cardpress out. O_EXCL means nothing on an existing file, so a
 * {@code flock} keeps a second writer away and answers EBUSY like a device would. O_DIRECT is used where the file system takes
 * it; where it does not, cached pages are dropped before verifying instead.
 */
public final class FileBlockDevice implements BlockDevice {
    private static final Logger LOG = LoggerFactory.getLogger(FileBlockDevice.class);
    private static final int SECTOR = 512;

    private final Descriptor descriptor;
    private final long capacity;

    private FileBlockDevice(Descriptor descriptor, long capacity) {
        this.descriptor = descriptor;
        this.capacity = capacity;
    }

    public static FileBlockDevice open(String path) throws DeviceException {
        Descriptor descriptor = openDirectIfPossible(path);
        try {
            lock(descriptor);
            return new FileBlockDevice(descriptor, descriptor.size() / SECTOR * SECTOR);
        } catch (DeviceException | RuntimeException failed) {
            descriptor.close();
            throw failed;
        }
    }

    private static Descriptor openDirectIfPossible(String path) throws DeviceException {
        try {
            Descriptor direct = Descriptor.open(path, Abi.O_RDWR | Abi.oDirect());
            try {
                direct.read(new AlignedBuffer(4096), 0, SECTOR, 0);
                return direct;
            } catch (DeviceException unfit) {
                direct.close();
                throw unfit;
            }
        } catch (DeviceException refused) {
            if (refused.errno() != Errno.EINVAL) {
                throw refused;
            }
            LOG.info(
                    "{}: the file system takes no O_DIRECT in sectors of {}; caches are dropped instead", path, SECTOR);
            return Descriptor.open(path, Abi.O_RDWR);
        }
    }

    private static void lock(Descriptor descriptor) throws DeviceException {
        try {
            descriptor.lock();
        } catch (DeviceException held) {
            throw held.errno() == Errno.EAGAIN
                    ? new DeviceException(descriptor.path(), held.operation(), Errno.EBUSY, 0)
                    : held;
        }
    }

    @Override
    public String name() {
        return descriptor.path();
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
        descriptor.read(target, at, length, offset);
    }

    /** A file would grow where a device ends, so the end is held here. */
    @Override
    public void write(AlignedBuffer source, int at, int length, long offset) throws DeviceException {
        if (offset > capacity - length) {
            throw new DeviceException(name(), DeviceException.Operation.WRITE, Errno.ENOSPC, capacity);
        }
        descriptor.write(source, at, length, offset);
    }

    @Override
    public boolean isWrittenByKernel() {
        return true;
    }

    @Override
    public void flush() throws DeviceException {
        descriptor.flush();
    }

    @Override
    public void dropCaches() throws DeviceException {
        descriptor.flush();
        descriptor.forgetCached();
    }

    @Override
    public void close() {
        descriptor.close();
    }
}

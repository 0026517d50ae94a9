package org.cardpress.writer.device;

import java.lang.ref.Reference;
import java.nio.ByteOrder;
import org.cardpress.writer.device.DeviceException.Operation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A block device, held with O_EXCL: the kernel answers EBUSY while it is mounted or otherwise in use, and that answer is never
 * worked around. Reads and writes are O_DIRECT.
 */
public final class RawBlockDevice implements BlockDevice {
    private static final Logger LOG = LoggerFactory.getLogger(RawBlockDevice.class);

    private final Descriptor descriptor;
    private final long capacity;
    private final int blockSize;

    private RawBlockDevice(Descriptor descriptor, long capacity, int blockSize) {
        this.descriptor = descriptor;
        this.capacity = capacity;
        this.blockSize = blockSize;
    }

    public static RawBlockDevice open(String path) throws DeviceException {
        Descriptor descriptor = Descriptor.open(path, Abi.O_RDWR | Abi.O_EXCL | Abi.oDirect());
        try {
            Geometry geometry = Geometry.of(descriptor);
            if (geometry.readOnly()) {
                throw new DeviceException(path, Operation.OPEN, Errno.EROFS, 0);
            }
            forgetOldErrors(descriptor);
            return new RawBlockDevice(descriptor, geometry.capacity(), geometry.blockSize());
        } catch (DeviceException | RuntimeException failed) {
            descriptor.close();
            throw failed;
        }
    }

    /** Buffered writes that another program lost earlier are reported to whoever flushes next: not to us, please. */
    private static void forgetOldErrors(Descriptor descriptor) {
        try {
            descriptor.ioctl(Abi.BLKFLSBUF, 0, Operation.DROP_CACHES);
            descriptor.flush();
        } catch (DeviceException old) {
            LOG.info("{} (left over from an earlier user of the device)", old.getMessage());
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
        return blockSize;
    }

    @Override
    public void read(AlignedBuffer target, int at, int length, long offset) throws DeviceException {
        descriptor.read(target, at, length, offset);
    }

    @Override
    public void write(AlignedBuffer source, int at, int length, long offset) throws DeviceException {
        descriptor.write(source, at, length, offset);
    }

    @Override
    public boolean isWrittenByKernel() {
        return true;
    }

    @Override
    public boolean discard(long offset, long length) throws DeviceException {
        return told(Abi.BLKDISCARD, offset, length);
    }

    /** Where the device cannot do it by itself the kernel writes the zeros, which saves nothing but asks no more of us. */
    @Override
    public boolean zero(long offset, long length) throws DeviceException {
        return told(Abi.BLKZEROOUT, offset, length);
    }

    private boolean told(long request, long offset, long length) throws DeviceException {
        AlignedBuffer span = new AlignedBuffer(AlignedBuffer.PAGE);
        span.bytes().order(ByteOrder.nativeOrder()).putLong(0, offset).putLong(Long.BYTES, length);
        try {
            descriptor.ioctl(request, span.address(), Operation.WRITE);
            return true;
        } catch (DeviceException refused) {
            switch (refused.errno()) {
                case Errno.EOPNOTSUPP, Errno.ENOTTY, Errno.EINVAL, Errno.EPERM, Errno.EACCES -> {
                    return false;
                }
                default -> throw new DeviceException(name(), Operation.WRITE, refused.errno(), offset);
            }
        } finally {
            Reference.reachabilityFence(span);
        }
    }

    @Override
    public void flush() throws DeviceException {
        descriptor.flush();
    }

    /** The ioctl is for administrators; a writer with fewer rights asks for the same less forcefully, and reads past caches anyway. */
    @Override
    public void dropCaches() throws DeviceException {
        try {
            descriptor.ioctl(Abi.BLKFLSBUF, 0, Operation.DROP_CACHES);
        } catch (DeviceException refused) {
            if (refused.errno() != Errno.EACCES && refused.errno() != Errno.EPERM) {
                throw refused;
            }
            descriptor.flush();
            descriptor.forgetCached();
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}

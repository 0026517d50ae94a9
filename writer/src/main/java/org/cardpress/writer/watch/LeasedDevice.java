package org.cardpress.writer.watch;

import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;

/** A card that can be taken away from the thread that uses it. Closing always works: the descriptor must not leak. */
final class LeasedDevice implements BlockDevice {
    private final BlockDevice card;
    private final CardLease lease;

    LeasedDevice(BlockDevice card, CardLease lease) {
        this.card = card;
        this.lease = lease;
    }

    @Override
    public String name() {
        return card.name();
    }

    @Override
    public long capacity() {
        return card.capacity();
    }

    @Override
    public int blockSize() {
        return card.blockSize();
    }

    @Override
    public void read(AlignedBuffer target, int at, int length, long offset) throws DeviceException {
        lease.enter();
        try {
            card.read(target, at, length, offset);
        } finally {
            lease.leave();
        }
    }

    @Override
    public void write(AlignedBuffer source, int at, int length, long offset) throws DeviceException {
        lease.enter();
        try {
            card.write(source, at, length, offset);
        } finally {
            lease.leave();
        }
    }

    @Override
    public boolean discard(long offset, long length) throws DeviceException {
        lease.enter();
        try {
            return card.discard(offset, length);
        } finally {
            lease.leave();
        }
    }

    @Override
    public boolean zero(long offset, long length) throws DeviceException {
        lease.enter();
        try {
            return card.zero(offset, length);
        } finally {
            lease.leave();
        }
    }

    @Override
    public boolean isWrittenByKernel() {
        return card.isWrittenByKernel();
    }

    @Override
    public void flush() throws DeviceException {
        lease.enter();
        try {
            card.flush();
        } finally {
            lease.leave();
        }
    }

    @Override
    public void dropCaches() throws DeviceException {
        lease.enter();
        try {
            card.dropCaches();
        } finally {
            lease.leave();
        }
    }

    @Override
    public void close() {
        lease.close(card);
    }
}

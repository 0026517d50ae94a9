package org.cardpress.writer.device;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.cardpress.writer.device.DeviceException.Operation;

/**
 * What the kernel says about a block device right now.
 *
 * @param capacity bytes; 0 for a slot without a card
 * @param blockSize logical block, bytes
 * @param readOnly lock switch, worn-out card, or set so by the administrator
 */
public record Geometry(long capacity, int blockSize, boolean readOnly) {
    /**
     * Opens the device for a moment without asking for a card. The opening matters: a media change is reported once and then
     * not again until somebody opens the device.
     */
    public static Geometry look(String path) throws DeviceException {
        try (Descriptor descriptor = Descriptor.open(path, Abi.O_RDONLY | Abi.O_NONBLOCK)) {
            return of(descriptor);
        }
    }

    static Geometry of(Descriptor descriptor) throws DeviceException {
        AlignedBuffer answer = new AlignedBuffer(4096);
        answer.bytes().order(ByteOrder.nativeOrder());
        return new Geometry(
                asked(descriptor, Abi.BLKGETSIZE64, answer).getLong(0),
                asked(descriptor, Abi.BLKSSZGET, answer).getInt(0),
                asked(descriptor, Abi.BLKROGET, answer).getInt(0) != 0);
    }

    private static ByteBuffer asked(Descriptor descriptor, long request, AlignedBuffer answer) throws DeviceException {
        answer.bytes().putLong(0, 0);
        descriptor.ioctl(request, answer.address(), Operation.MEASURE);
        return answer.bytes();
    }
}

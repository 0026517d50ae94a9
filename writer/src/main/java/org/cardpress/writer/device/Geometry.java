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
 * @param told by the reader, where it was asked
 */
public record Geometry(long capacity, int blockSize, boolean readOnly, Told told) {
    /**
     * Opens the device for a moment without asking for a card. The opening matters: a media change is reported once and then
     * not again until somebody opens the device. The reader is asked as well: some do not report a change.
     */
    public static Geometry look(String path) throws DeviceException {
        try (Descriptor descriptor = Descriptor.open(path, Abi.O_RDONLY | Abi.O_NONBLOCK)) {
            AlignedBuffer answer = new AlignedBuffer(AlignedBuffer.PAGE);
            Geometry known = of(descriptor, answer);
            return known.capacity() == 0 ? known : known.told(ReadCapacity.ask(descriptor, answer));
        }
    }

    /**
     * Whether the kernel knows the size of another card than the one that is in. Of a reader that counts one block too many the kernel
     * may know better.
     */
    public boolean isOutdated() {
        return told instanceof Told.Size size && size.bytes() != capacity && size.bytes() - blockSize != capacity;
    }

    private Geometry told(Told byReader) {
        return new Geometry(capacity, blockSize, readOnly, byReader);
    }

    static Geometry of(Descriptor descriptor) throws DeviceException {
        return of(descriptor, new AlignedBuffer(AlignedBuffer.PAGE));
    }

    private static Geometry of(Descriptor descriptor, AlignedBuffer answer) throws DeviceException {
        answer.bytes().order(ByteOrder.nativeOrder());
        return new Geometry(
                asked(descriptor, Abi.BLKGETSIZE64, answer).getLong(0),
                asked(descriptor, Abi.BLKSSZGET, answer).getInt(0),
                asked(descriptor, Abi.BLKROGET, answer).getInt(0) != 0,
                new Told.Nothing());
    }

    private static ByteBuffer asked(Descriptor descriptor, long request, AlignedBuffer answer) throws DeviceException {
        answer.bytes().putLong(0, 0);
        descriptor.ioctl(request, answer.address(), Operation.MEASURE);
        return answer.bytes();
    }
}

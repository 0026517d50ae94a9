package org.cardpress.writer.device;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.cardpress.writer.device.DeviceException.Operation;

/**
 * A question for the reader of a card itself, where the kernel would answer from memory: READ CAPACITY, passed on through SG_IO
 * ({@code scsi/sg.h}; SBC-3, 5.15 and 5.16; sense data as in SPC-4, 4.5). It only reads, so whoever may open the device may ask.
 */
final class ReadCapacity {
    /** Where the parts lie in the one buffer: {@code struct sg_io_hdr} of 64 bits, command, sense data, answer. */
    private static final int COMMAND = 128;

    private static final int SENSE = 192;
    private static final int SENSE_LENGTH = 32;
    private static final int ANSWER = 256;
    private static final int ANSWER_LENGTH = 32;

    private static final int FROM_DEVICE = -3;
    /** As long as the kernel waits for an answer of its own. */
    private static final int MILLIS = 30_000;

    private static final int STATUS_AT = 64;
    private static final int HOST_STATUS_AT = 68;
    private static final int CHECK_CONDITION = 2;
    private static final int UNIT_ATTENTION = 6;
    private static final long MORE_THAN_32_BITS = 0xFFFF_FFFFL;

    private static final byte[] SHORT = {0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] LONG = {(byte) 0x9E, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ANSWER_LENGTH, 0, 0};

    private ReadCapacity() {}

    /**
     * Asks; {@link Told.Nothing} of a device that is not SCSI, as those on an mmc bus and loop devices are not.
     *
     * @param memory a page at least, which is overwritten
     */
    static Told ask(Descriptor device, AlignedBuffer memory) {
        try {
            Told told = ask(device, memory, SHORT);
            return told instanceof Told.Size size && size.bytes() < 0 ? ask(device, memory, LONG) : told;
        } catch (DeviceException notAsked) {
            return new Told.Nothing();
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    private static Told ask(Descriptor device, AlignedBuffer memory, byte[] command) throws DeviceException {
        memory.zero(memory.size());
        memory.window(COMMAND, SENSE).put(command);
        ByteBuffer header = memory.window(0, memory.size()).order(ByteOrder.nativeOrder());
        header.putInt(0, 'S').putInt(4, FROM_DEVICE);
        header.put(8, (byte) command.length).put(9, (byte) SENSE_LENGTH).putInt(12, ANSWER_LENGTH);
        header.putLong(16, memory.address() + ANSWER);
        header.putLong(24, memory.address() + COMMAND).putLong(32, memory.address() + SENSE);
        header.putInt(40, MILLIS);
        device.ioctl(Abi.SG_IO, memory.address(), Operation.MEASURE);
        return told(memory.bytes(), command == LONG);
    }

    /**
     * What came back.
     *
     * @return a size below 0 where the short answer has no room for it
     */
    static Told told(ByteBuffer memory, boolean isLong) {
        int status = memory.get(STATUS_AT);
        if (status == CHECK_CONDITION && senseKey(memory) == UNIT_ATTENTION) {
            return new Told.Changed();
        }
        if (status != 0 || memory.getShort(HOST_STATUS_AT) != 0) {
            return new Told.Nothing();
        }
        ByteBuffer answer = memory.duplicate().order(ByteOrder.BIG_ENDIAN).position(ANSWER);
        long last = isLong ? answer.getLong() : Integer.toUnsignedLong(answer.getInt());
        long blockSize = Integer.toUnsignedLong(answer.getInt());
        if (!isLong && last == MORE_THAN_32_BITS) {
            return new Told.Size(-1);
        }
        return new Told.Size((last + 1) * blockSize);
    }

    private static int senseKey(ByteBuffer memory) {
        boolean fixed = (memory.get(SENSE) & 0x7E) == 0x70;
        return memory.get(fixed ? SENSE + 2 : SENSE + 1) & 0xF;
    }
}

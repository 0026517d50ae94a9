package org.cardpress.writer.card;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;

/**
 * Where the partitions are that a card has from its former use. Sources of the formats: the MBR as the PC's BIOS knows it, with
 * extended partitions; GPT by the UEFI specification 2.10, chapter 5. What makes no sense in a table is left out.
 */
final class OldPartitions {
    private static final int ENTRIES_AT = 446;
    private static final int ENTRY = 16;
    private static final int PROTECTIVE = 0xEE;
    private static final long GPT_SIGNATURE = 0x5452415020494645L;
    private static final int GPT_ENTRY = 128;
    private static final int MOST_GPT = 128;
    private static final int MOST_LOGICAL = 60;

    private final BlockDevice card;
    private final AlignedBuffer buffer;
    private final long sector;
    private final List<Range> found = new ArrayList<>();

    private OldPartitions(BlockDevice card, AlignedBuffer buffer) {
        this.card = card;
        this.buffer = buffer;
        this.sector = card.blockSize();
    }

    /** @param buffer to be used meanwhile */
    static List<Range> of(BlockDevice card, AlignedBuffer buffer) throws DeviceException {
        OldPartitions old = new OldPartitions(card, buffer);
        if (card.capacity() >= AlignedBuffer.PAGE) {
            old.readTable(0, 0, MOST_LOGICAL);
        }
        return List.copyOf(old.found);
    }

    private void readTable(long at, long extended, int depth) throws DeviceException {
        ByteBuffer table = read(at, (int) sector);
        if (table.get(510) != 0x55 || table.get(511) != (byte) 0xAA || depth == 0) {
            return;
        }
        long next = 0;
        for (int entry = 0; entry < 4; entry++) {
            int place = ENTRIES_AT + entry * ENTRY;
            int type = table.get(place + 4) & 0xFF;
            long start = Integer.toUnsignedLong(table.getInt(place + 8)) * sector;
            long length = Integer.toUnsignedLong(table.getInt(place + 12)) * sector;
            if (type == PROTECTIVE && at == 0) {
                readGpt();
                return;
            } else if (type == 0x05 || type == 0x0F || type == 0x85) {
                next = (at == 0 ? 0 : extended) + start;
            } else if (type != 0) {
                add(at + start, length);
            }
        }
        if (next > at && next < card.capacity() - sector) {
            readTable(next, at == 0 ? next : extended, depth - 1);
        }
    }

    private void readGpt() throws DeviceException {
        ByteBuffer header = read(sector, (int) sector);
        long entries = header.getLong(72) * sector;
        int count = Math.min(header.getInt(80), MOST_GPT);
        boolean known = header.getLong(0) == GPT_SIGNATURE && header.getInt(84) == GPT_ENTRY;
        if (!known || count <= 0 || entries <= 0 || entries > card.capacity() - (long) MOST_GPT * GPT_ENTRY) {
            return;
        }
        ByteBuffer table = read(entries, MOST_GPT * GPT_ENTRY);
        for (int at = 0; at < count * GPT_ENTRY; at += GPT_ENTRY) {
            boolean used = table.getLong(at) != 0 || table.getLong(at + 8) != 0;
            long first = table.getLong(at + 32);
            long last = table.getLong(at + 40);
            if (used && first > 0 && last >= first && last <= card.capacity() / sector) {
                add(first * sector, (last - first + 1) * sector);
            }
        }
    }

    private void add(long start, long length) {
        if (start > 0 && length > 0 && start < card.capacity()) {
            found.add(new Range(start, Math.min(length, card.capacity() - start)));
        }
    }

    private ByteBuffer read(long at, int length) throws DeviceException {
        card.read(buffer, 0, length, at);
        return buffer.window(0, length).duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }
}

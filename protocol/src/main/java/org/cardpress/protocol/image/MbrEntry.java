package org.cardpress.protocol.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One entry in use of the classic partition table: four of 16 bytes at byte 446 of the first sector, which ends in 0x55 0xAA.
 *
 * @param number 1 to 4
 * @param type system id, such as 0x0c for FAT32 and 0x83 for Linux
 * @param offset first byte of the partition
 * @param length bytes
 */
public record MbrEntry(int number, int type, long offset, long length) {
    /** Bytes of a sector, as the entries count them. */
    public static final int SECTOR = 512;

    private static final int ENTRIES_AT = 446;
    private static final int ENTRY_BYTES = 16;
    private static final int SIGNATURE_AT = 510;

    /** First byte after it. */
    public long end() {
        return offset + length;
    }

    /** The entries in use of a first sector; empty where it does not end as a partition table does. */
    public static Optional<List<MbrEntry>> read(ByteBuffer sector) {
        ByteBuffer table = sector.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int from = table.position();
        if (table.remaining() < SECTOR || Short.toUnsignedInt(table.getShort(from + SIGNATURE_AT)) != 0xaa55) {
            return Optional.empty();
        }
        List<MbrEntry> entries = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int at = from + ENTRIES_AT + i * ENTRY_BYTES;
            int type = Byte.toUnsignedInt(table.get(at + 4));
            long first = Integer.toUnsignedLong(table.getInt(at + 8));
            long sectors = Integer.toUnsignedLong(table.getInt(at + 12));
            if (type != 0 && sectors != 0) {
                entries.add(new MbrEntry(i + 1, type, first * SECTOR, sectors * SECTOR));
            }
        }
        return Optional.of(List.copyOf(entries));
    }
}

package org.cardpress.writer.card;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * One MiB of the image with mapped bytes: the unit of checking and of repair.
 *
 * @param index which MiB of the image
 * @param ranges its mapped bytes
 * @param checks of the image: CRC-32C over the mapped bytes in order
 * @param check which of them is this block's
 */
record Block(long index, List<Range> ranges, CheckTable checks, int check) {
    /** Known once the block has been staged. */
    int crc32c() {
        return checks.value(check);
    }

    boolean isFirstLook() {
        return checks.isFirstToLookAt(check);
    }

    long start() {
        return index * ImageMap.MIB;
    }

    /** Whether {@code bytes}, which hold the image from {@code origin} on, hold this block as it should be. */
    boolean isHeldBy(ByteBuffer bytes, long origin, CRC32C crc) {
        return sum(bytes, origin, crc) == crc32c();
    }

    int sum(ByteBuffer bytes, long origin, CRC32C crc) {
        crc.reset();
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            int from = (int) (range.offset() - origin);
            crc.update(bytes.limit(from + (int) range.length()).position(from));
        }
        return (int) crc.getValue();
    }
}

package org.cardpress.writer.card;

import java.util.List;
import org.cardpress.protocol.image.ImageManifest;
import org.cardpress.protocol.image.MappedCrc;

/**
 * What of an image must be on the card, and how to know that it is.
 *
 * @param size bytes of the image
 * @param ranges what is mapped (data and must be zero), ascending, apart from each other, in whole sectors
 * @param checks for each MiB of the image that holds mapped bytes, ascending: CRC-32C over its mapped bytes in order
 */
public record ImageMap(long size, List<Range> ranges, CheckTable checks) {
    /** The unit of check values. */
    public static final int MIB = 1 << 20;

    private static final int SECTOR = 512;

    public ImageMap {
        ranges = List.copyOf(ranges);
        long end = 0;
        long lastMib = -1;
        int mibs = 0;
        for (Range range : ranges) {
            if (range.offset() < end || range.end() > size) {
                throw new IllegalArgumentException(
                        range + " of an image of " + size + " bytes (expected ascending ranges inside the image)");
            }
            if (range.offset() % SECTOR != 0 || range.length() % SECTOR != 0) {
                throw new IllegalArgumentException(range + " (expected whole sectors of " + SECTOR + " bytes)");
            }
            long first = range.offset() / MIB;
            long last = (range.end() - 1) / MIB;
            mibs += (int) (last - first + (first == lastMib ? 0 : 1));
            lastMib = last;
            end = range.end();
        }
        if (mibs != checks.size()) {
            throw new IllegalArgumentException(
                    checks.size() + " check values for " + mibs + " mapped MiB (expected one each)");
        }
    }

    public ImageMap(long size, List<Range> ranges, List<Long> crc32c) {
        this(size, ranges, CheckTable.of(crc32c));
    }

    /** As the manifest on the shelf tells it; the check values of a packed image are still to come. */
    public static ImageMap of(ImageManifest manifest) {
        List<Range> ranges = manifest.ranges().stream()
                .map(range -> new Range(range.offset(), range.length()))
                .toList();
        CheckTable checks = manifest.packed() == null
                ? CheckTable.of(manifest.crc32c())
                : CheckTable.awaiting(MappedCrc.pieces(manifest.ranges()));
        return new ImageMap(manifest.rawSize(), ranges, checks);
    }

    public long mappedBytes() {
        return ranges.stream().mapToLong(Range::length).sum();
    }
}

package org.cardpress.protocol.image;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What stands beside an image on the shelf and says that it is complete and verified.
 *
 * @param schema version of this file; 1
 * @param orderId the order it was made for
 * @param imageName file name without ending
 * @param rawSize bytes of the image
 * @param rawSha256 of the whole image, lower-case hex
 * @param ranges what is written to a card, ascending, neither overlapping nor empty
 * @param crc32c CRC-32C of the mapped bytes of each MiB of the image that holds any, see {@link MappedCrc}
 */
@Serdeable
public record ImageManifest(
        int schema,
        String orderId,
        String imageName,
        long rawSize,
        String rawSha256,
        List<Range> ranges,
        List<Long> crc32c) {
    public static final int SCHEMA = 1;

    public ImageManifest {
        ranges = List.copyOf(ranges);
        crc32c = List.copyOf(crc32c);
        if (schema != SCHEMA) {
            throw new IllegalArgumentException("manifest schema " + schema + " (expected " + SCHEMA + ")");
        }
        long next = 0;
        for (Range range : ranges) {
            if (range.offset() < next || range.length() <= 0) {
                throw new IllegalArgumentException("manifest range " + range.offset() + "+" + range.length()
                        + " (expected ascending ranges that are not empty)");
            }
            next = Math.addExact(range.offset(), range.length());
        }
        if (next > rawSize) {
            throw new IllegalArgumentException(
                    "manifest range ends at " + next + " (expected at most " + rawSize + ")");
        }
        if (crc32c.size() != MappedCrc.pieces(ranges)) {
            throw new IllegalArgumentException(
                    "manifest with " + crc32c.size() + " check values (expected " + MappedCrc.pieces(ranges) + ")");
        }
    }

    /** The manifest of an image with this map. */
    public static ImageManifest of(String orderId, ImageRef image, Bmap bmap, List<Long> crc32c) {
        List<Range> ranges = bmap.ranges().stream()
                .map(range -> new Range(range.offset(), bmap.length(range)))
                .toList();
        return new ImageManifest(SCHEMA, orderId, image.name(), image.rawSize(), image.rawSha256(), ranges, crc32c);
    }

    /** Bytes inside the ranges. */
    public long mappedBytes() {
        return ranges.stream().mapToLong(Range::length).sum();
    }

    /** Bytes that are written to a card. */
    @Serdeable
    public record Range(long offset, long length) {}
}

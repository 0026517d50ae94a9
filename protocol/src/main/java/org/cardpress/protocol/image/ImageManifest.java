package org.cardpress.protocol.image;

import io.micronaut.core.annotation.Creator;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside an image on the shelf and says that it is there: first packed, as it was fetched and checked; once a writer has
 * unpacked it, with the check values of the raw image.
 *
 * @param schema version of this file; 1
 * @param orderId the order it was made for
 * @param imageName file name without ending
 * @param rawSize bytes of the image
 * @param rawSha256 of the whole image, lower-case hex
 * @param ranges what is written to a card, ascending, neither overlapping nor empty
 * @param crc32c CRC-32C of the mapped bytes of each MiB of the image that holds any, see {@link MappedCrc}; empty while packed
 * @param zeros what of the ranges must be zero on the card; the rest of them is data, and what is in no range nobody reads; empty
 *     while packed
 * @param packed the compressed image, until the raw one has taken its place
 */
@Serdeable
public record ImageManifest(
        int schema,
        String orderId,
        String imageName,
        long rawSize,
        String rawSha256,
        List<Range> ranges,
        List<Long> crc32c,
        @Nullable List<Range> zeros,
        @Nullable Packed packed) {
    public static final int SCHEMA = 1;

    @Creator
    public ImageManifest {
        ranges = List.copyOf(ranges);
        crc32c = List.copyOf(crc32c);
        zeros = zeros == null ? List.of() : List.copyOf(zeros);
        if (schema != SCHEMA) {
            throw new IllegalArgumentException("manifest schema " + schema + " (expected " + SCHEMA + ")");
        }
        checkOrder(ranges, rawSize);
        checkOrder(zeros, rawSize);
        long pieces = packed == null ? MappedCrc.pieces(ranges) : 0;
        if (crc32c.size() != pieces) {
            throw new IllegalArgumentException(
                    "manifest with " + crc32c.size() + " check values (expected " + pieces + ")");
        }
    }

    /** An unpacked image of which nobody has looked what is zero. */
    public ImageManifest(
            int schema,
            String orderId,
            String imageName,
            long rawSize,
            String rawSha256,
            List<Range> ranges,
            List<Long> crc32c) {
        this(schema, orderId, imageName, rawSize, rawSha256, ranges, crc32c, List.of(), null);
    }

    /** The manifest of an image as it was fetched. */
    public static ImageManifest packed(String orderId, ImageRef image, Bmap bmap) {
        List<Range> ranges = bmap.ranges().stream()
                .map(range -> new Range(range.offset(), bmap.length(range)))
                .toList();
        Packed packed = new Packed(image.size(), image.sha256());
        return new ImageManifest(
                SCHEMA, orderId, image.name(), image.rawSize(), image.rawSha256(), ranges, List.of(), null, packed);
    }

    /** The same image, unpacked. */
    public ImageManifest unpacked(List<Long> crc32c, List<Range> zeros) {
        return new ImageManifest(schema, orderId, imageName, rawSize, rawSha256, ranges, crc32c, zeros, null);
    }

    private static void checkOrder(List<Range> ranges, long rawSize) {
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
    }

    /** Bytes inside the ranges. */
    public long mappedBytes() {
        return ranges.stream().mapToLong(Range::length).sum();
    }

    /** Bytes of the image, in a row. */
    @Serdeable
    public record Range(long offset, long length) {}

    /**
     * The compressed image on the shelf.
     *
     * @param size bytes
     * @param sha256 lower-case hex
     */
    @Serdeable
    public record Packed(long size, String sha256) {}
}

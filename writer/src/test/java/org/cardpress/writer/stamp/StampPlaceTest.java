package org.cardpress.writer.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.cardpress.writer.card.ImageMap;
import org.cardpress.writer.card.Range;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.ImageSource;
import org.junit.jupiter.api.Test;

class StampPlaceTest {
    private static final long MIB = ImageMap.MIB;
    private static final Range TABLE = new Range(0, 4096);

    @Test
    void theFirstWellKnownPlaceThatIsFreeIsTaken() throws Exception {
        Table image = new Table(32 * MIB).with(0x0C, MIB, 30 * MIB);

        assertThat(StampPlace.of(map(32, TABLE), image)).hasValue(2 * MIB - 4096);
        assertThat(StampPlace.of(map(32, TABLE, new Range(MIB, 2 * MIB)), image))
                .hasValue(4 * MIB - 4096);
    }

    @Test
    void whereNoneOfThemIsFreeAnyBlockWillDo() throws Exception {
        Table image = new Table(8 * MIB).with(0x0C, MIB, 7 * MIB);

        assertThat(StampPlace.of(map(8, TABLE, new Range(MIB, MIB), new Range(2 * MIB + 8192, 6 * MIB - 8192)), image))
                .hasValue(2 * MIB);
    }

    @Test
    void nothingIsPutBeforeTheFirstPartitionOrBehindTheLast() throws Exception {
        Table image = new Table(64 * MIB).with(0x83, 8 * MIB, 2 * MIB);

        assertThat(StampPlace.of(map(64, TABLE, new Range(8 * MIB, 2 * MIB)), image))
                .isEmpty();
    }

    @Test
    void anImageThatIsFullHasNoPlace() throws Exception {
        Table image = new Table(8 * MIB).with(0x0C, MIB, 7 * MIB);

        assertThat(StampPlace.of(map(8, new Range(0, 8 * MIB)), image)).isEmpty();
    }

    @Test
    void anImageWithoutATableOfThisKindHasNoPlace() throws Exception {
        assertThat(StampPlace.of(map(8, TABLE), new Table(8 * MIB))).isEmpty();
        assertThat(StampPlace.of(map(8, TABLE), new Table(8 * MIB).with(0xEE, 512, 8 * MIB - 512)))
                .isEmpty();
        assertThat(StampPlace.of(map(8, new Range(MIB, MIB)), new Table(8 * MIB).with(0x0C, MIB, 7 * MIB)))
                .isEmpty();
    }

    @Property(tries = 200)
    void noStampEverTouchesWhatTheImageNeeds(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        long size = (4 + random.nextInt(60)) * MIB;
        long start = (1 + random.nextInt(2)) * MIB;
        List<Range> ranges = new ArrayList<>(List.of(TABLE));
        for (long at = 4096 * (2L + random.nextInt(300)); at < size; ) {
            long length = Math.min(size - at, 4096L * (1 + random.nextInt(600)));
            ranges.add(new Range(at, length));
            at += length + 4096L * (1 + random.nextInt(random.nextBoolean() ? 3 : 300));
        }
        OptionalLong place = StampPlace.of(
                map(size / MIB, ranges.toArray(Range[]::new)), new Table(size).with(0x0C, start, size - start));

        place.ifPresent(at -> {
            assertThat(at).isBetween(start, size - MIB - 4096).satisfies(it -> assertThat(it % 4096)
                    .isZero());
            assertThat(ranges).noneMatch(range -> range.offset() < at + 4096 && at < range.end());
        });
    }

    @Test
    void theListOfPlacesIsShortEvenForTheLargestCard() {
        assertThat(StampPlace.wellKnown(64L << 30))
                .hasSizeLessThan(120)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(StampPlace.wellKnown(2L << 40)).hasSizeLessThan(160);
    }

    private static ImageMap map(long mibs, Range... ranges) {
        Set<Long> mapped = new TreeSet<>();
        for (Range range : ranges) {
            for (long mib = range.offset() / MIB; mib <= (range.end() - 1) / MIB; mib++) {
                mapped.add(mib);
            }
        }
        return new ImageMap(
                mibs * MIB, List.of(ranges), mapped.stream().map(mib -> 0L).toList());
    }

    /** An image of which only the first sector matters. */
    private static final class Table implements ImageSource {
        private final long size;
        private final byte[] sector = new byte[512];

        Table(long size) {
            this.size = size;
        }

        Table with(int type, long start, long length) {
            ByteBuffer.wrap(sector)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(446 + 16 + 4, (byte) type)
                    .putInt(446 + 16 + 8, (int) (start / 512))
                    .putInt(446 + 16 + 12, (int) (length / 512))
                    .putShort(510, (short) 0xAA55);
            return this;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void read(AlignedBuffer target, int at, int length, long offset) {
            target.window(at, at + length).put(sector, 0, length);
        }

        @Override
        public void close() {}
    }
}

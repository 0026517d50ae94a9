package org.cardpress.writer.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.cardpress.writer.device.FakeBlockDevice;
import org.cardpress.writer.fault.CardFailure;

class CardWriterProperties {
    private static final int IMAGE = 12 * ImageMap.MIB;
    private static final int SECTOR = 512;

    /**
     * Whatever the map: all mapped bytes are the image's, and all others the used card's own, but for the first and the last MiB.
     */
    @Property(tries = 60)
    void mappedBytesAreWrittenAndNothingElseIsTouched(
            @ForAll("maps") List<Range> ranges, @ForAll long seed, @ForAll("capacities") int capacity)
            throws Exception {
        MemoryImage image = MemoryImage.random(IMAGE, seed);
        FakeBlockDevice card = new FakeBlockDevice(capacity).filledWith(0xA5);

        new CardWriter(System::nanoTime).write(card, image, image.plan(ranges), new Nobody());

        byte[] expected = new byte[capacity];
        Arrays.fill(expected, (byte) 0xA5);
        Arrays.fill(expected, 0, ImageMap.MIB, (byte) 0);
        Arrays.fill(expected, capacity - ImageMap.MIB, capacity, (byte) 0);
        for (Range range : ranges) {
            System.arraycopy(image.bytes(), (int) range.offset(), expected, (int) range.offset(), (int) range.length());
        }
        assertThat(Arrays.mismatch(card.bytes(), expected)).isEqualTo(-1);
    }

    /** Whatever it really holds, and whatever of the image is zero: what is not failed reads as the image from then on. */
    @Property(tries = 60)
    void aCounterfeitIsFailedOrHoldsTheImage(
            @ForAll("maps") List<Range> ranges,
            @ForAll("maps") List<Range> zeros,
            @ForAll long seed,
            @ForAll @IntRange(min = 8, max = IMAGE / SECTOR + 1000) int sectors)
            throws Exception {
        MemoryImage image = MemoryImage.random(IMAGE, seed);
        for (Range zero : zeros) {
            Arrays.fill(image.bytes(), (int) zero.offset(), (int) zero.end(), (byte) 0);
        }
        int trueSize = sectors * SECTOR;
        FakeBlockDevice card = new FakeBlockDevice(IMAGE + 3 * ImageMap.MIB).holdingReally(trueSize);

        try {
            new CardWriter(System::nanoTime).write(card, image, image.plan(ranges), new Nobody());
        } catch (CardFailure found) {
            return;
        }

        for (Range range : ranges) {
            for (long at = range.offset(); at < range.end(); at += SECTOR) {
                int place = (int) (at % trueSize);
                assertThat(Arrays.equals(
                                card.bytes(), place, place + SECTOR, image.bytes(), (int) at, (int) at + SECTOR))
                        .as("byte %s of %s, which really holds %s", at, ranges, trueSize)
                        .isTrue();
            }
        }
    }

    @Provide
    Arbitrary<Integer> capacities() {
        return Arbitraries.integers()
                .between(IMAGE / SECTOR, IMAGE / SECTOR + 5000)
                .map(sectors -> sectors * SECTOR);
    }

    /** Runs and gaps in sectors, from one sector to several MiB, both ends of the image included. */
    @Provide
    Arbitrary<List<Range>> maps() {
        Arbitrary<Integer> length = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 16),
                Arbitraries.integers().between(1, 300),
                Arbitraries.integers().between(1, 12000));
        Arbitrary<Integer> gap = Arbitraries.oneOf(Arbitraries.just(0), length);
        return Combinators.combine(gap, length)
                .as((skip, take) -> new int[] {skip, take})
                .list()
                .ofMaxSize(40)
                .map(CardWriterProperties::ranges);
    }

    private static List<Range> ranges(List<int[]> steps) {
        List<Range> ranges = new ArrayList<>();
        long at = 0;
        for (int[] step : steps) {
            long from = at + (long) step[0] * SECTOR;
            long to = Math.min(IMAGE, from + (long) step[1] * SECTOR);
            if (from >= to) {
                break;
            }
            ranges.add(new Range(from, to - from));
            at = to;
        }
        return ranges;
    }

    private static final class Nobody implements CardWatch {
        @Override
        public void entered(Phase phase) {}

        @Override
        public void advanced(long done, long total) {}

        @Override
        public void checkWanted() {}
    }
}

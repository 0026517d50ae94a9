package org.cardpress.writer.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.cardpress.writer.card.Range;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.LargeFakeDevice;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.fault.Place;
import org.junit.jupiter.api.Test;

class CapacityProbeTest {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;
    private static final int SECTOR = 512;

    @Property(tries = 200)
    void aCardThatBeginsAnewAtAnyPowerOfTwoIsNamedWithItsTrueSize(
            @ForAll @IntRange(min = 20, max = 37) int power, @ForAll @LongRange(min = 2, max = 1000) long more)
            throws Exception {
        long truth = 1L << power;
        long capacity = truth + truth / SECTOR * more / 4 * SECTOR;
        if (capacity < truth + Marks.SIZE) {
            return;
        }

        assertThatThrownBy(() -> check(LargeFakeDevice.wrapping(capacity, truth)))
                .isInstanceOfSatisfying(CardFailure.class, failure -> {
                    assertThat(failure.fault()).isEqualTo(CardFault.FAKE_CAPACITY);
                    assertThat(failure.detail())
                            .isEqualTo("it says " + Place.bytes(capacity) + ", it really holds " + Place.bytes(truth));
                });
    }

    @Property(tries = 100)
    void aCardThatLosesWhatGoesBeyondItsEndIsMeasuredToTheMebibyte(
            @ForAll @LongRange(min = 2, max = 70_000) long trueMibs,
            @ForAll @LongRange(min = 1, max = 70_000) long more)
            throws Exception {
        LargeFakeDevice losing = LargeFakeDevice.losing((trueMibs + more) * MIB, trueMibs * MIB);

        assertThatThrownBy(() -> check(losing))
                .isInstanceOfSatisfying(CardFailure.class, failure -> assertThat(failure.detail())
                        .endsWith("it really holds " + Place.bytes(trueMibs * MIB)));
    }

    @Property(tries = 100)
    void anHonestCardPassesAndNoMarkIsLeft(@ForAll @LongRange(min = 1, max = 1L << 31) long sectors) throws Exception {
        LargeFakeDevice card = LargeFakeDevice.honest(sectors * SECTOR);

        check(card);

        assertThat(card.isBlank()).isTrue();
    }

    @Test
    void marksThatWillBeOverwrittenMayStay() throws Exception {
        LargeFakeDevice card = LargeFakeDevice.honest(8 * GIB);

        new CapacityProbe(card, new SplittableRandom(1)::nextLong).check(List.of(new Range(0, GIB + 4096)));

        assertThat(isZero(card, GIB)).isFalse();
        assertThat(isZero(card, 2 * GIB)).isTrue();
        assertThat(isZero(card, 4 * GIB)).isTrue();
        assertThat(isZero(card, 8 * GIB - 4096)).isTrue();
    }

    @Test
    void theSentenceNamesBothSizes() {
        assertThatThrownBy(() -> check(LargeFakeDevice.wrapping(64 * GIB, 8 * GIB)))
                .isInstanceOfSatisfying(CardFailure.class, failure -> assertThat(failure.sentence("B"))
                        .isEqualTo("Counterfeit card in slot B: it says 68.7 GB, it really holds 8.6 GB. Throw it"
                                + " away."));
    }

    private static void check(BlockDevice card) throws Exception {
        new CapacityProbe(card, new SplittableRandom(card.capacity())::nextLong).check(List.of());
    }

    private static boolean isZero(BlockDevice card, long place) throws Exception {
        AlignedBuffer buffer = new AlignedBuffer(4096);
        card.read(buffer, 0, 4096, place);
        for (int i = 0; i < 4096; i++) {
            if (buffer.bytes().get(i) != 0) {
                return false;
            }
        }
        return true;
    }
}

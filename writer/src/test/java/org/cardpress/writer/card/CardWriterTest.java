package org.cardpress.writer.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardpress.writer.device.FakeBlockDevice.flippedReadAt;
import static org.cardpress.writer.device.FakeBlockDevice.lostWriteAt;
import static org.cardpress.writer.device.FakeBlockDevice.readErrorAt;
import static org.cardpress.writer.device.FakeBlockDevice.writeErrorAt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.Errno;
import org.cardpress.writer.device.FakeBlockDevice;
import org.cardpress.writer.device.FakeBlockDevice.Trouble;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.junit.jupiter.api.Test;

class CardWriterTest {
    private static final int MIB = ImageMap.MIB;
    private static final int ONCE = 1;
    private static final int ALWAYS = Integer.MAX_VALUE;

    private final AtomicLong ticks = new AtomicLong();
    private final CardWriter writer = new CardWriter(() -> ticks.addAndGet(1_000_000));
    private final Onlooker onlooker = new Onlooker();
    private final MemoryImage image = MemoryImage.random(16 * MIB, 1);
    private final WritePlan plan = image.plan(
            new Range(0, 4096), new Range(MIB / 2, MIB), new Range(3 * MIB, 6 * MIB), new Range(12 * MIB, 3 * MIB));
    private final FakeBlockDevice card = new FakeBlockDevice(20 * MIB).filledWith(0x55);

    @Test
    void aWrittenCardHoldsEveryMappedByteAndKeepsTheOthers() throws Exception {
        Written written = write();

        assertHoldsTheImage();
        assertThat(Arrays.copyOfRange(card.bytes(), 9 * MIB, 12 * MIB)).containsOnly(0x55);
        assertThat(Arrays.copyOfRange(card.bytes(), 16 * MIB, 19 * MIB)).containsOnly(0x55);
        assertThat(Arrays.copyOfRange(card.bytes(), 19 * MIB, 20 * MIB)).containsOnly(0);
        assertThat(written.bytes()).isEqualTo(plan.mappedBytes()).isEqualTo(10 * MIB + 4096);
        assertThat(written.repairedBlocks()).isZero();
        assertThat(written.writeRate()).isPositive();
        assertThat(written.verifyRate()).isPositive();
    }

    @Test
    void bytesGoUpwardInUnitsAlignedToFourMebibytesAndTheFirstOneComesLast() throws Exception {
        write();

        List<String> writes =
                card.calls().stream().filter(call -> call.startsWith("write")).toList();
        assertThat(writes)
                .containsExactly(
                        "write 0+" + MIB,
                        "write " + 19 * MIB + "+" + MIB,
                        "write " + MIB + "+" + MIB / 2,
                        "write " + 3 * MIB + "+" + MIB,
                        "write " + 4 * MIB + "+" + 4 * MIB,
                        "write " + 8 * MIB + "+" + MIB,
                        "write " + 12 * MIB + "+" + 3 * MIB,
                        "write 0+" + MIB,
                        "write 0+" + MIB);
        assertThat(card.calls().get(card.calls().size() - 1)).startsWith("read ");
    }

    @Test
    void theCardIsFlushedBeforeItIsReadBackAndAgainAfterTheFirstMebibyte() throws Exception {
        write();

        List<String> order = card.calls().stream()
                .filter(call -> !call.startsWith("read"))
                .map(call -> call.startsWith("write") ? "write" : call)
                .toList();
        assertThat(order)
                .containsExactly(
                        "write",
                        "write",
                        "flush",
                        "drop caches",
                        "write",
                        "write",
                        "write",
                        "write",
                        "write",
                        "flush",
                        "write",
                        "flush",
                        "drop caches",
                        "drop caches",
                        "drop caches",
                        "write",
                        "flush",
                        "drop caches");
    }

    @Test
    void theOnlookerHearsEachPhaseAndEachUnit() throws Exception {
        write();

        assertThat(onlooker.heard)
                .containsExactly(
                        "CLEARING",
                        "CLEARED",
                        "WRITING",
                        3 * MIB / 2 + "/" + plan.mappedBytesOfUnits(),
                        11 * MIB / 2 + "/" + plan.mappedBytesOfUnits(),
                        13 * MIB / 2 + "/" + plan.mappedBytesOfUnits(),
                        19 * MIB / 2 + "/" + plan.mappedBytesOfUnits(),
                        "VERIFYING",
                        3 * MIB / 2 + "/" + plan.mappedBytes(),
                        11 * MIB / 2 + "/" + plan.mappedBytes(),
                        13 * MIB / 2 + "/" + plan.mappedBytes(),
                        19 * MIB / 2 + "/" + plan.mappedBytes(),
                        plan.mappedBytes() + "/" + plan.mappedBytes());
    }

    @Test
    void aCardCancelledAfterAnyUnitIsLeftAloneAndHasNoPartitions() {
        for (int units = 0; units < 9; units++) {
            FakeBlockDevice cancelled = new FakeBlockDevice(20 * MIB).filledWith(0x55);
            Onlooker tired = new Onlooker();
            tired.cancelAfter = units;

            assertThatThrownBy(() -> writer.write(cancelled, image, plan, tired))
                    .isInstanceOf(CardCancelled.class);

            assertThat(tired.callsAfterCancel).isZero();
            byte[] first = Arrays.copyOf(cancelled.bytes(), MIB);
            if (tired.heard.contains("VERIFYING")) {
                assertThat(new String(first, StandardCharsets.US_ASCII).lines().distinct())
                        .containsExactly("This card is not finished yet: it is being checked by Cardpress");
                assertThat(first[510]).isNotEqualTo((byte) 0x55);
            } else {
                assertThat(first).containsOnly(0);
            }
        }
    }

    @Test
    void aCardCancelledBeforeTheFirstByteIsNotTouched() {
        onlooker.wanted = false;

        assertThatThrownBy(this::write).isInstanceOf(CardCancelled.class);

        assertThat(card.calls()).isEmpty();
    }

    @Test
    void aCardTooSmallForTheImageIsNotTouched() {
        FakeBlockDevice small = new FakeBlockDevice(15 * MIB);

        assertThatThrownBy(() -> writer.write(small, image, plan, onlooker))
                .isInstanceOfSatisfying(CardFailure.class, failure -> assertThat(failure.sentence("B"))
                        .isEqualTo("Card in slot B is too small: it holds 15,728,640 bytes, the image needs"
                                + " 16,777,216 bytes. Insert a larger one."));
        assertThat(small.calls()).isEmpty();
    }

    @Test
    void aCardOfTheImagesSizeIsLargeEnough() throws Exception {
        FakeBlockDevice exact = new FakeBlockDevice(16 * MIB).filledWith(0x55);
        WritePlan whole = image.plan(new Range(0, 16 * MIB));

        writer.write(exact, image, whole, onlooker);

        assertThat(exact.bytes()).isEqualTo(image.bytes());
    }

    @Test
    void damageOnTheShelfStopsTheCardBeforeItIsWritten() {
        image.bytes()[5 * MIB] ^= 1;

        assertFails(CardFault.IMAGE_DAMAGED, "MiB 5 ");

        assertBlank();
    }

    @Test
    void aFlippedBitInAnyMappedMebibyteIsFoundAndNamed() {
        for (int mib : new int[] {0, 1, 3, 8, 14}) {
            FakeBlockDevice bad = new FakeBlockDevice(20 * MIB).with(flippedReadAt(mib * MIB + 9, ALWAYS));

            assertThatThrownBy(() -> writer.write(bad, image, plan, onlooker))
                    .isInstanceOfSatisfying(CardFailure.class, failure -> {
                        // the empty first MiB is the first thing read back
                        assertThat(failure.fault())
                                .isEqualTo(mib == 0 ? CardFault.IGNORES_WRITES : CardFault.VERIFY_FAILED);
                        assertThat(failure.getMessage()).contains(mib == 0 ? "" : "MiB " + mib + " ");
                    });
            assertThat(Arrays.copyOfRange(bad.bytes(), 0, MIB)).containsOnly(0);
        }
    }

    @Test
    void aMebibyteThatReadsWrongOnceIsCountedAsUnstableAndNotRewritten() throws Exception {
        card.with(flippedReadAt(4 * MIB + 9, ONCE));

        Written written = write();

        assertThat(written.unstableReads()).isEqualTo(1);
        assertThat(written.repairedBlocks()).isZero();
    }

    @Test
    void aLostWriteIsRepairedOnceAndReported() throws Exception {
        card.with(lostWriteAt(8 * MIB, ONCE));

        Written written = write();

        assertHoldsTheImage();
        assertThat(written.repairedBlocks()).isEqualTo(1);
        assertThat(card.calls()).contains("write " + 8 * MIB + "+" + MIB, "flush");
    }

    @Test
    void aLostFirstMebibyteIsRepairedToo() throws Exception {
        // the first write over byte 0 is the clearing, the second the mark, the third the image
        card.with(new Trouble() {
            private int seen;

            @Override
            public boolean takesWrite(long offset, int length) {
                return offset != 0 || ++seen != 3;
            }
        });

        assertThat(write().repairedBlocks()).isEqualTo(1);
        assertHoldsTheImage();
    }

    @Test
    void threeRepairsAreTakenAndTheFourthFailsTheCard() throws Exception {
        card.with(lostWriteAt(3 * MIB, ONCE)).with(lostWriteAt(4 * MIB, ONCE));
        card.with(lostWriteAt(8 * MIB, ONCE));
        // the lost unit at 4 MiB is four blocks
        assertFails(CardFault.VERIFY_FAILED, "4 places had to be written twice (at most 3), the last at MiB 6");
        assertBlank();

        FakeBlockDevice dying = new FakeBlockDevice(20 * MIB)
                .with(lostWriteAt(3 * MIB, ONCE))
                .with(lostWriteAt(8 * MIB, ONCE))
                .with(lostWriteAt(MIB, ONCE));
        assertThat(writer.write(dying, image, plan, onlooker).repairedBlocks()).isEqualTo(3);
    }

    @Test
    void aCardThatDropsEveryWriteIsFoundOutEvenWhenItAlreadyHoldsTheImage() throws Exception {
        write();
        card.with(new Trouble() {
            @Override
            public boolean takesWrite(long offset, int length) {
                return false;
            }
        });

        assertFails(CardFault.IGNORES_WRITES, "");
    }

    @Test
    void aCounterfeitCardIsNamedWithItsTrueSize() {
        WritePlan whole = image.plan(new Range(0, 16 * MIB));
        FakeBlockDevice fake = new FakeBlockDevice(20 * MIB).holdingReally(8 * MIB);

        assertThatThrownBy(() -> writer.write(fake, image, whole, onlooker))
                .isInstanceOfSatisfying(CardFailure.class, failure -> assertThat(failure.sentence("A"))
                        .isEqualTo("Counterfeit card in slot A: MiB 1 holds what was written to MiB 9, so it really"
                                + " holds at most 8,388,608 bytes. Throw it away."));
    }

    /** All that the marks of the probe, the stamp and blank blocks cannot tell: what is at the true end reads as it should, until the table goes over it. */
    @Test
    void aCounterfeitIsFoundWhoseTrueEndHoldsZerosOfTheImage() {
        int trueSize = 7 * MIB + 5 * 512;
        Arrays.fill(image.bytes(), 7 * MIB, 8 * MIB, (byte) 0);
        WritePlan zeros = image.plan(
                new Range(0, 4096), new Range(3 * MIB, MIB), new Range(7 * MIB, MIB), new Range(9 * MIB, 512));
        FakeBlockDevice fake = new FakeBlockDevice(20 * MIB).holdingReally(trueSize);

        assertThatThrownBy(() -> writer.write(fake, image, zeros, onlooker))
                .isInstanceOfSatisfying(CardFailure.class, failure -> assertThat(failure.fault())
                        .isEqualTo(CardFault.FAKE_CAPACITY));
        assertThat(Arrays.copyOf(fake.bytes(), MIB)).containsOnly(0);
    }

    /** Neither is a whole MiB that could be known by its check value, and each repair undoes the other. */
    @Test
    void aCounterfeitIsFoundOnWhichTwoSmallPiecesShareAPlace() {
        WritePlan pieces = image.plan(new Range(0, 4096), new Range(3 * MIB, 8192), new Range(10 * MIB, 8192));
        FakeBlockDevice fake = new FakeBlockDevice(20 * MIB).holdingReally(7 * MIB);

        assertThatThrownBy(() -> writer.write(fake, image, pieces, onlooker))
                .isInstanceOfSatisfying(CardFailure.class, failure -> assertThat(failure.sentence("A"))
                        .isEqualTo("Counterfeit card in slot A: MiB 3 changes when MiB 10 is written, so it really"
                                + " holds at most 8,388,608 bytes. Throw it away."));
        assertThat(Arrays.copyOf(fake.bytes(), MIB)).containsOnly(0);
    }

    @Test
    void aRepairedCardThatDoesNotHoldWhatWasVerifiedBeforeFails() {
        card.with(flippedAfter(3 * MIB, 8 * MIB)).with(lostWriteAt(8 * MIB, ONCE));

        assertFails(CardFault.VERIFY_FAILED, "MiB 3 (3,145,728 bytes) changed after it had been verified");
        assertBlank();
    }

    @Test
    void aHiccupOfTheBridgeIsWrittenOver() throws Exception {
        card.with(writeErrorAt(5 * MIB, Errno.EIO, ONCE));

        write();

        assertHoldsTheImage();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamedTo64KiB() {
        card.with(writeErrorAt(5 * MIB + 70_000, Errno.EIO, ALWAYS));

        assertThatThrownBy(this::write).isInstanceOfSatisfying(DeviceException.class, failed -> {
            assertThat(failed.errno()).isEqualTo(Errno.EIO);
            assertThat(failed.offset()).isEqualTo(5 * MIB + 65_536);
        });
        assertBlank();
    }

    @Test
    void anErrorThatIsNotOfTheMediumIsNotTriedAgain() {
        card.with(writeErrorAt(5 * MIB, Errno.ENODEV, ONCE));

        assertThatThrownBy(this::write).isInstanceOf(DeviceException.class);
        assertBlank();
    }

    @Test
    void aPlaceThatCannotBeReadOnceIsWrittenAnew() throws Exception {
        card.with(readErrorAt(13 * MIB, Errno.EIO, 2));

        assertThat(write().repairedBlocks()).isEqualTo(1);
        assertHoldsTheImage();
    }

    @Test
    void aFlushThatFailsFailsTheCard() {
        card.with(new Trouble() {
            private int flushes;

            @Override
            public void beforeFlush() throws DeviceException {
                if (++flushes == 2) {
                    throw new DeviceException("fake", DeviceException.Operation.FLUSH, Errno.EIO, 0);
                }
            }
        });

        assertThatThrownBy(this::write).isInstanceOf(DeviceException.class);
        assertBlank();
    }

    /** Once the second write over byte {@code trigger} has come, the byte at {@code place} reads wrong until it is written again. */
    private static Trouble flippedAfter(long place, long trigger) {
        return new Trouble() {
            private int writes;
            private boolean flips;

            @Override
            public boolean takesWrite(long offset, int length) {
                if (offset <= trigger && trigger < offset + length && ++writes == 2) {
                    flips = true;
                }
                flips = flips && !(offset <= place && place < offset + length);
                return true;
            }

            @Override
            public void afterRead(ByteBuffer read, long offset) {
                long at = place - offset;
                if (flips && at >= 0 && at < read.remaining()) {
                    int index = read.position() + (int) at;
                    read.put(index, (byte) ~read.get(index));
                }
            }
        };
    }

    private Written write() throws Exception {
        return writer.write(card, image, plan, onlooker);
    }

    private void assertFails(CardFault fault, String detail) {
        assertThatThrownBy(this::write).isInstanceOfSatisfying(CardFailure.class, failure -> {
            assertThat(failure.fault()).isEqualTo(fault);
            assertThat(failure.getMessage()).contains(detail);
        });
    }

    private void assertBlank() {
        assertThat(Arrays.copyOfRange(card.bytes(), 0, MIB)).containsOnly(0);
    }

    private void assertHoldsTheImage() {
        for (Range range : List.of(
                new Range(0, 4096),
                new Range(MIB / 2, MIB),
                new Range(3 * MIB, 6 * MIB),
                new Range(12 * MIB, 3 * MIB))) {
            int from = (int) range.offset();
            int to = (int) range.end();
            assertThat(Arrays.equals(card.bytes(), from, to, image.bytes(), from, to))
                    .as("%s", range)
                    .isTrue();
        }
    }

    /** Listens, and gets tired after some units. */
    private static final class Onlooker implements CardWatch {
        private final List<String> heard = new ArrayList<>();
        private boolean wanted = true;
        private int cancelAfter = ALWAYS;
        private int callsAfterCancel;

        @Override
        public void entered(Phase phase) {
            count();
            heard.add(phase.name());
        }

        @Override
        public void advanced(long done, long total) {
            count();
            heard.add(done + "/" + total);
            wanted = wanted && --cancelAfter > 0;
        }

        @Override
        public void checkWanted() throws CardCancelled {
            if (!wanted) {
                throw new CardCancelled();
            }
        }

        private void count() {
            if (!wanted) {
                callsAfterCancel++;
            }
        }
    }
}

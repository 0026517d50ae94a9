package org.cardpress.writer.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.BmapRange;
import org.cardpress.protocol.image.ShelvedImage;
import org.cardpress.writer.card.CardCancelled;
import org.cardpress.writer.card.CardWatch;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.card.WritePlan;
import org.cardpress.writer.card.Written;
import org.cardpress.writer.device.FakeBlockDevice;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cards follow the image while it is being unpacked, and none looks finished before the whole has been proven. */
@Timeout(600)
class StagedWriteTest {
    private static final int MIB = 1 << 20;
    private static final int CARDS = 3;

    private final PackedShelf shelf;
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<CompletableFuture<Written>> cards = new ArrayList<>();
    private final List<FakeBlockDevice> devices = new ArrayList<>();
    private final List<Onlooker> onlookers = new ArrayList<>();

    StagedWriteTest(@TempDir Path directory) throws IOException {
        shelf = new PackedShelf(directory);
    }

    @AfterEach
    void letGo() {
        goOn.countDown();
    }

    @Test
    void cardsAreWrittenWhileTheImageIsStillBeingUnpacked() throws Exception {
        StagedImages images = heldAt(0.6);
        start(images, shelf.publish());
        for (Onlooker onlooker : onlookers) {
            assertThat(onlooker.someUnits.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(cards).noneMatch(CompletableFuture::isDone);

        goOn.countDown();

        for (int i = 0; i < CARDS; i++) {
            assertThat(cards.get(i).get(60, TimeUnit.SECONDS).bytes())
                    .isEqualTo(shelf.bmap().mappedBytes());
            assertThat(shelf.isHeldBy(devices.get(i).bytes())).isTrue();
        }
    }

    @Test
    void anImageThatTurnsOutDamagedInTheMiddleFailsItsCardsAndNoneLooksFinished() throws Exception {
        byte[] packed = PackedShelf.pack(Arrays.copyOf(shelf.raw, 20 << 20));
        start(heldAt(0.6), shelf.publish(Arrays.copyOf(packed, packed.length + 50_000), shelf.bmap()));
        assertThat(onlookers.get(0).someUnits.await(60, TimeUnit.SECONDS)).isTrue();

        goOn.countDown();

        assertAllFail("is no whole zstd stream after " + (20 << 20) + " raw bytes");
    }

    @Test
    void anImageWithTheWrongChecksumIsKnownOnlyAtItsEndAndStillNoCardLooksFinished() throws Exception {
        List<BmapRange> ranges = new ArrayList<>(shelf.bmap().ranges());
        BmapRange last = ranges.get(ranges.size() - 1);
        ranges.set(ranges.size() - 1, new BmapRange(last.firstBlock(), last.lastBlock(), "0".repeat(64)));
        start(heldAt(1.0), shelf.publish(shelf.packed(), new Bmap(PackedShelf.SIZE, ranges)));
        goOn.countDown();

        assertAllFail("of the image have SHA-256");
    }

    @Test
    void aCardThatWaitsForTheImageCanBeCancelled() throws Exception {
        start(heldAt(0.5), shelf.publish());
        assertThat(onlookers.get(1).someUnits.await(60, TimeUnit.SECONDS)).isTrue();

        onlookers.get(1).wanted = false;

        assertThatThrownBy(() -> cards.get(1).get(60, TimeUnit.SECONDS)).hasRootCauseInstanceOf(CardCancelled.class);
        assertThat(cards.get(0)).isNotDone();
        goOn.countDown();
        cards.get(0).get(60, TimeUnit.SECONDS);
        assertThat(shelf.isHeldBy(devices.get(0).bytes())).isTrue();
    }

    private void start(StagedImages images, ShelvedImage packed) throws Exception {
        for (int i = 0; i < CARDS; i++) {
            FakeBlockDevice device = new FakeBlockDevice(34 * MIB).filledWith(0x55);
            Onlooker onlooker = new Onlooker();
            StagedImage image = images.open(packed);
            devices.add(device);
            onlookers.add(onlooker);
            cards.add(CompletableFuture.supplyAsync(
                    () -> {
                        try (image) {
                            WritePlan plan = WritePlan.of(image.map());
                            return new CardWriter(System::nanoTime).write(device, image, plan, onlooker);
                        } catch (Exception failed) {
                            throw new CompletionException(failed);
                        }
                    },
                    work -> new Thread(work, "card").start()));
        }
    }

    private void assertAllFail(String said) {
        for (int i = 0; i < CARDS; i++) {
            CompletableFuture<Written> card = cards.get(i);
            assertThatThrownBy(() -> card.get(60, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(CardFailure.class)
                    .rootCause()
                    .isInstanceOfSatisfying(CardFailure.class, failure -> {
                        assertThat(failure.fault()).isEqualTo(CardFault.IMAGE_DAMAGED);
                        assertThat(failure.detail()).contains(said);
                    });
            assertThat(Arrays.copyOf(devices.get(i).bytes(), MIB))
                    .as("first MiB of card %d", i)
                    .containsOnly(0);
        }
    }

    /** Images whose packed file gives no more than this share until it may. */
    private StagedImages heldAt(double share) {
        return new StagedImages(
                shelf.shelf,
                file -> new Held(Files.newInputStream(file), (long) (Files.size(file) * share), goOn),
                () -> Long.MAX_VALUE);
    }

    /** A file on a disk that pauses. */
    private static final class Held extends FilterInputStream {
        private final CountDownLatch goOn;
        private long left;

        Held(InputStream in, long free, CountDownLatch goOn) {
            super(in);
            this.left = free;
            this.goOn = goOn;
        }

        @Override
        public int read(byte[] bytes, int at, int length) throws IOException {
            if (left <= 0) {
                try {
                    goOn.await();
                } catch (InterruptedException stop) {
                    throw new InterruptedIOException();
                }
                return super.read(bytes, at, length);
            }
            int count = super.read(bytes, at, (int) Math.min(length, left));
            left -= count;
            return count;
        }
    }

    private static final class Onlooker implements CardWatch {
        private final CountDownLatch someUnits = new CountDownLatch(3);
        private volatile boolean wanted = true;

        @Override
        public void entered(Phase phase) {}

        @Override
        public void advanced(long done, long total) {
            someUnits.countDown();
        }

        @Override
        public void checkWanted() throws CardCancelled {
            if (!wanted) {
                throw new CardCancelled();
            }
        }
    }
}

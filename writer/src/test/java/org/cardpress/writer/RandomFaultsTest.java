package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskStopped;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.slot.CardSlot;
import org.cardpress.writer.slot.DeviceSlot;
import org.cardpress.writer.slot.KernelTree;
import org.cardpress.writer.slot.LinuxSlotProbe;
import org.cardpress.writer.slot.Slot;
import org.cardpress.writer.slot.SlotAddress;
import org.cardpress.writer.staging.StagedImages;
import org.cardpress.writer.virtual.Quirk;
import org.cardpress.writer.virtual.VirtualSlot;
import org.cardpress.writer.watch.HangGuard;
import org.cardpress.writer.watch.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five hundred cards in virtual slots, each with trouble of its own or none: at random places, alone or two at once, pulled,
 * swapped or cancelled at a random call. Two things hold for all of them: what is reported as written is on the card, as it reads
 * from now on; and a card without any trouble is written. What is not reported as written never looks finished.
 */
@Timeout(600)
class RandomFaultsTest {
    private static final int CARDS = 500;
    private static final int MIB = ShelfFixture.MIB;
    private static final int CAPACITY = 10 * MIB;
    private static final int MOST_CALLS = 400;
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(60), Duration.ofMillis(120), Duration.ofMillis(20), Duration.ofMillis(5));

    private static final byte[] OLD = old();

    private final Path directory;
    private final ShelfFixture shelf;
    private final CardWriter writer = new CardWriter(System::nanoTime);

    RandomFaultsTest(@TempDir(factory = InMemory.class) Path directory) throws IOException {
        this.directory = directory;
        shelf = new ShelfFixture(directory.resolve("shelf"), true);
    }

    @Test
    void noBadCardIsReportedAsWrittenAndNoGoodOneAsFailed() throws Exception {
        long seed = Long.getLong("cardpress.seed", System.nanoTime());
        System.out.println("Random faults: seed " + seed + " (again: -Dcardpress.seed=" + seed + ")");
        int written = 0;
        // Neighbouring seeds of java.util.Random begin alike: all cards would have the same trouble.
        for (int i = 0; i < CARDS; i++) {
            Trouble trouble = Trouble.draw(new SplittableRandom(seed + i));
            String what = "card " + i + " of seed " + seed + ": " + trouble;
            try {
                written += tried(i, trouble, what) ? 1 : 0;
            } catch (Exception | AssertionError fault) {
                throw new AssertionError(what, fault);
            }
        }
        System.out.println("Random faults: " + written + " of " + CARDS + " cards were written");
        assertThat(written).isBetween(CARDS / 10, CARDS * 9 / 10);
    }

    private boolean tried(int number, Trouble trouble, String what) throws Exception {
        Path place = Files.createDirectory(directory.resolve("n" + number));
        VirtualSlot virtual = new VirtualSlot(place.resolve("A"));
        virtual.insert(CAPACITY, trouble.quirks(), trouble.event() == Happening.LOCKED);
        if (trouble.used()) {
            fill(virtual.card(), trouble.event() == Happening.LOCKED);
        }
        FakeContext context = new FakeContext();
        CardSlot slot = new MeddledSlot(
                new DeviceSlot(
                        new Slot("A", new SlotAddress.VirtualPlace(virtual)), new LinuxSlotProbe(KernelTree.REAL)),
                call -> happen(trouble, call, virtual, context));
        boolean written;
        try {
            written = Outcome.of(
                                    handler(slot, place, trouble.quirks().containsKey(Quirk.HANG_AT)),
                                    shelf.claim(1),
                                    context)
                            .card()
                    != null;
        } catch (ExecutionException stopped) {
            assertThat(stopped).hasCauseInstanceOf(TaskStopped.class);
            written = false;
        }
        Path card = Files.exists(virtual.takenOut()) ? virtual.takenOut() : virtual.card();
        byte[] bytes = asItReads(card, trouble);
        boolean held = bytes.length > 0 && shelf.isHeldBy(bytes);
        if (written) {
            assertThat(held).as("%s: reported as written", what).isTrue();
        } else {
            assertThat(trouble.isNone())
                    .as("%s: good, reported as failed", what)
                    .isFalse();
            assertThat(!held && startsLikeTheImage(card))
                    .as("%s: not written, but looks finished", what)
                    .isFalse();
        }
        clear(place);
        return written;
    }

    /** Empty where a place of it cannot be read. */
    private static byte[] asItReads(Path card, Trouble trouble) throws IOException {
        byte[] bytes = Files.readAllBytes(card);
        Map<Quirk, Long> quirks = trouble.quirks();
        int size = Math.toIntExact(quirks.getOrDefault(Quirk.TRUE_SIZE, (long) CAPACITY));
        for (int from = size; from < bytes.length; from += size) {
            System.arraycopy(bytes, 0, bytes, from, Math.min(size, bytes.length - from));
        }
        if (quirks.containsKey(Quirk.FLIP_AT)) {
            bytes[Math.toIntExact(quirks.get(Quirk.FLIP_AT))] ^= 1;
        }
        long unreadable = quirks.getOrDefault(Quirk.FAIL_READ_AT, -1L);
        boolean matters = ShelfFixture.RANGES.stream()
                .anyMatch(range -> range.offset() <= unreadable && unreadable < range.offset() + range.length());
        return matters ? new byte[0] : bytes;
    }

    private boolean startsLikeTheImage(Path card) throws IOException {
        byte[] first = new byte[512];
        try (RandomAccessFile file = new RandomAccessFile(card.toFile(), "r")) {
            file.readFully(first);
        }
        return Arrays.equals(first, 0, 512, shelf.image, 0, 512);
    }

    private static void happen(Trouble trouble, int call, VirtualSlot slot, FakeContext context) {
        if (call != trouble.atCall()) {
            return;
        }
        try {
            switch (trouble.event()) {
                case CANCELLED -> context.cancel.raise(CancelSignal.Reason.CANCEL);
                case PULLED -> slot.remove();
                case SWAPPED -> {
                    slot.remove();
                    slot.insert(CAPACITY, Map.of(), true);
                }
                case NOTHING, LOCKED -> {}
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void fill(Path card, boolean locked) throws IOException {
        if (!locked) {
            Files.write(card, OLD);
        }
    }

    /** What was on a used card; blank where tables are, so that nobody is asked about it. */
    private static byte[] old() {
        byte[] old = new byte[CAPACITY];
        new Random(3).nextBytes(old);
        Arrays.fill(old, 0, 1 << 17, (byte) 0);
        return old;
    }

    /** Buffers are shared where no thread can be left behind with them. */
    private WriteHandler handler(CardSlot slot, Path state, boolean hangs) throws IOException {
        return new WriteHandler(
                slot,
                new StagedImages(shelf.shelf),
                CardLedger.open(state.resolve("state"), InstantSource.system()),
                PressFixture.press(state),
                hangs ? writer.successor() : writer,
                new HangGuard("A", hangs ? SHORT : Patience.USUAL, System::nanoTime),
                WriterConfig.LARGEST_CARD,
                new CardEvents(Duration.ofMillis(5)));
    }

    private static void clear(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    private enum Happening {
        NOTHING,
        LOCKED,
        PULLED,
        SWAPPED,
        CANCELLED
    }

    /**
     * What is wrong with one card.
     *
     * @param atCall call on the card before which it happens
     * @param used whether something else was on it
     */
    private record Trouble(Map<Quirk, Long> quirks, Happening event, int atCall, boolean used) {
        static Trouble draw(RandomGenerator random) {
            Map<Quirk, Long> quirks = new EnumMap<>(Quirk.class);
            int howMany = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(5) / 4;
            for (int i = 0; i < howMany; i++) {
                Quirk quirk = Quirk.values()[random.nextInt(Quirk.values().length)];
                quirks.put(
                        quirk,
                        switch (quirk) {
                            case READ_RATE, WRITE_RATE -> (200L + random.nextInt(800)) * MIB;
                            case TRUE_SIZE -> (1L + random.nextInt(CAPACITY / 4096 - 1)) * 4096;
                            case FAIL_READ_AT, FAIL_WRITE_AT, FLIP_AT, DROP_AT, HANG_AT ->
                                (long) random.nextInt(CAPACITY);
                        });
            }
            Happening event = random.nextInt(3) == 0
                    ? Happening.values()[random.nextInt(Happening.values().length)]
                    : Happening.NOTHING;
            return new Trouble(quirks, event, 1 + random.nextInt(MOST_CALLS), random.nextBoolean());
        }

        /** Slowness is no trouble. */
        boolean isNone() {
            return event == Happening.NOTHING
                    && quirks.keySet().stream()
                            .allMatch(quirk -> quirk == Quirk.READ_RATE || quirk == Quirk.WRITE_RATE);
        }
    }
}

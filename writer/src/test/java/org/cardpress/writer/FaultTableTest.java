package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.cardpress.protocol.image.ImageManifest;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.Errno;
import org.cardpress.writer.device.LoopAssumption;
import org.cardpress.writer.device.LoopDevice;
import org.cardpress.writer.device.RawBlockDevice;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.fault.Symptom;
import org.cardpress.writer.fuse.Fault;
import org.cardpress.writer.fuse.FuseFile;
import org.cardpress.writer.slot.CardIdentity;
import org.cardpress.writer.slot.CardSlot;
import org.cardpress.writer.slot.DeviceSlot;
import org.cardpress.writer.slot.KernelTree;
import org.cardpress.writer.slot.LinuxSlotProbe;
import org.cardpress.writer.slot.Sight;
import org.cardpress.writer.slot.Slot;
import org.cardpress.writer.slot.SlotAddress;
import org.cardpress.writer.slot.SlotProbe;
import org.cardpress.writer.staging.StagedImages;
import org.cardpress.writer.virtual.Quirk;
import org.cardpress.writer.virtual.VirtualSlot;
import org.cardpress.writer.watch.HangGuard;
import org.cardpress.writer.watch.Patience;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Walks the table of {@code docs/cards.md}: each row is provoked, on virtual slots where those can do it, otherwise on loop
 * devices and files of the real kernel that misbehave, and must come out with its class and its sentence. A row without a
 * provocation fails.
 */
@Timeout(600)
class FaultTableTest {
    private static final int MIB = ShelfFixture.MIB;
    private static final int CAPACITY = 12 * MIB;
    private static final int BAD = 6 * MIB + 12_345;
    private static final Patience SHORT = new Patience(
            Duration.ofMillis(500), Duration.ofMillis(1500), Duration.ofMillis(100), Duration.ofMillis(20));

    private final Path directory;
    private final ShelfFixture shelf;
    private final VirtualSlot virtual;
    private final FakeContext context = new FakeContext();
    private final Map<Symptom, Provocation> provocations = new EnumMap<>(Symptom.class);

    FaultTableTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        shelf = new ShelfFixture(directory.resolve("shelf"), true);
        virtual = new VirtualSlot(directory.resolve("A"));
        rows();
    }

    private void rows() {
        put(Symptom.READER_GONE, () -> misbehaving(onWrite(Errno.ENODEV), true));
        put(Symptom.CARD_PULLED, this::pulled);
        put(Symptom.BAD_PLACE, () -> with(Quirk.FAIL_WRITE_AT, BAD));
        put(Symptom.BAD_CONTACT, () -> misbehaving(onWrite(Errno.EILSEQ), true));
        put(Symptom.TIMED_OUT, () -> misbehaving(onWrite(Errno.ETIMEDOUT), true));
        put(Symptom.NO_ANSWER, () -> with(Quirk.HANG_AT, BAD));
        put(Symptom.ENDS_EARLY, () -> misbehaving(onWrite(Errno.ENOSPC), true));
        put(Symptom.PAST_THE_END, this::writtenPastTheEnd);
        put(Symptom.WRONG_CALL, () -> misbehaving(onWrite(Errno.EINVAL), false));
        put(Symptom.LOCKED, this::locked);
        put(Symptom.FORBIDDEN, () -> misbehaving(onOpen(Errno.EACCES), false));
        put(Symptom.HELD, this::heldByAnother);
        put(Symptom.IN_THE_FILE_SYSTEM, this::mounted);
        put(Symptom.SYSTEM, this::systemDisk);
        put(Symptom.NO_CARD, () -> run(virtualSlot()));
        put(Symptom.NO_SLOT, () -> run(slot(new SlotAddress.DevicePath(Path.of("/dev/null")))));
        put(Symptom.SMALL, () -> card(4 * MIB, Map.of()));
        put(Symptom.LARGE, this::large);
        put(Symptom.SPENT, this::spent);
        put(Symptom.FINISHED, this::finishedBefore);
        put(Symptom.CARRYING, this::carrying);
        put(Symptom.DISTRUSTED, this::failedTwice);
        put(Symptom.THREE_IN_A_ROW, this::threeBadCards);
        put(Symptom.SWAPPED, this::swapped);
        put(Symptom.WRONG_BYTES, () -> with(Quirk.FLIP_AT, BAD));
        put(Symptom.REPEATS, () -> with(Quirk.TRUE_SIZE, 4 * MIB));
        put(Symptom.FORGETS, () -> misbehaving(onWriteAnywhere(Fault.DROP), true));
        put(Symptom.NOT_ON_THE_SHELF, this::notOnTheShelf);
        put(Symptom.CHANGED_ON_THE_SHELF, this::changedOnTheShelf);
        put(Symptom.NOT_UNPACKED, this::unpackedByAnother);
    }

    @ParameterizedTest
    @EnumSource(Symptom.class)
    void eachRowComesOutWithItsClassAndItsSentence(Symptom row) throws Exception {
        assertThat(provocations).as("a provocation of each row").containsKey(row);

        Outcome outcome = Objects.requireNonNull(provocations.get(row)).run();

        CardFault fault = row.fault();
        assertThat(outcome.card()).isNull();
        assertThat(outcome.sentence()).containsPattern(sentenceOf(fault));
        assertThat(outcome.code()).isIn("", fault == CardFault.CHECK_READER ? "card.media_error" : fault.code());
        assertThat(outcome.sentence()).doesNotContain("{");
    }

    /** More than three places that hold only at the second write: the same row, the other way to it. */
    @Test
    void aCardThatHoldsTooMuchOnlyAtTheSecondWriteIsDying() throws Exception {
        // One byte of each mapped MiB: wherever the kernel cuts a write, only one piece of it covers that byte.
        Set<Integer> sound = new HashSet<>(List.of(1, 2, 5, 6));
        Fault lossy = new Fault() {
            @Override
            public int onWrite(long offset, int length) {
                boolean loses = sound.removeIf(mib -> {
                    long place = (long) mib * MIB + MIB / 2;
                    return offset <= place && place < offset + length;
                });
                return loses ? DROP : 0;
            }
        };

        Outcome outcome = misbehaving(lossy, true);

        assertThat(outcome.code()).as("%s", outcome).isEqualTo(CardFault.VERIFY_FAILED.code());
        assertThat(outcome.sentence()).contains("4 places had to be written twice (at most 3)");
    }

    private static Pattern sentenceOf(CardFault fault) {
        return Pattern.compile(Pattern.quote(fault.sentence("A", "{detail}")).replace("{detail}", "\\E.*\\Q"));
    }

    private void put(Symptom row, Provocation provocation) {
        provocations.put(row, provocation);
    }

    private Outcome with(Quirk quirk, long value) throws Exception {
        return card(CAPACITY, Map.of(quirk, value));
    }

    private Outcome card(long size, Map<Quirk, Long> quirks) throws Exception {
        virtual.insert(size, quirks, false);
        return run(virtualSlot());
    }

    private Outcome pulled() throws Exception {
        virtual.insert(CAPACITY, Map.of(), false);
        context.onStatus = at(TaskStatus.WRITING, virtual::remove);
        return run(virtualSlot());
    }

    private Outcome locked() throws Exception {
        virtual.insert(CAPACITY, Map.of(), true);
        return run(virtualSlot());
    }

    private Outcome large() throws Exception {
        virtual.insert(CAPACITY, Map.of(), false);
        return Outcome.of(handler(virtualSlot(), "", CAPACITY - 1), shelf.claim(1), context);
    }

    private Outcome spent() throws Exception {
        virtual.insert(CAPACITY, Map.of(), false);
        WriteHandler handler = handler(virtualSlot(), "", WriterConfig.LARGEST_CARD);
        handler.run(shelf.claim(1), new FakeContext());
        return Outcome.of(handler, shelf.claim(2), context);
    }

    private Outcome finishedBefore() throws Exception {
        virtual.insert(CAPACITY, Map.of(), false);
        handler(virtualSlot(), "elsewhere", WriterConfig.LARGEST_CARD).run(shelf.claim(1), new FakeContext());
        return Outcome.of(handler(virtualSlot(), "", WriterConfig.LARGEST_CARD), shelf.claim(2), context);
    }

    private Outcome carrying() throws Exception {
        virtual.insert(CAPACITY, Map.of(), false);
        shell("mke2fs", "-q", "-F", "-L", "photos", virtual.card().toString());
        return run(virtualSlot());
    }

    private Outcome failedTwice() throws Exception {
        virtual.insert(CAPACITY, Map.of(Quirk.FAIL_WRITE_AT, (long) BAD), false);
        for (int i = 0; i < 2; i++) {
            assertThat(run(virtualSlot()).code()).isEqualTo(CardFault.MEDIA_ERROR.code());
            putInAgain();
        }
        return run(virtualSlot());
    }

    private Outcome threeBadCards() throws Exception {
        Outcome last = null;
        for (int i = 0; i < 3; i++) {
            last = with(Quirk.FAIL_WRITE_AT, BAD);
            virtual.remove();
        }
        return Objects.requireNonNull(last);
    }

    /** As a hand does it: out, which the slot sees, and in. */
    private void putInAgain() throws IOException {
        virtual.remove();
        handlerState("").emptied("A");
        Files.move(virtual.takenOut(), virtual.card());
    }

    private Outcome swapped() throws Exception {
        virtual.insert(CAPACITY, Map.of(), false);
        return run(new Fumbled(virtualSlot(), () -> {
            virtual.remove();
            virtual.insert(CAPACITY, Map.of(), false);
        }));
    }

    private Outcome notOnTheShelf() throws Exception {
        shelf.shelf.hide(ShelfFixture.ORDER);
        return with(Quirk.READ_RATE, 0);
    }

    private Outcome changedOnTheShelf() throws Exception {
        Path image = shelf.shelf.imageFile(ShelfFixture.ORDER, "clinic");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(BAD);
            file.write(~shelf.image[BAD]);
        }
        return with(Quirk.READ_RATE, 0);
    }

    private Outcome unpackedByAnother() throws Exception {
        Path image = shelf.shelf.imageFile(ShelfFixture.ORDER, "clinic");
        byte[] packed = Zstd.compress(shelf.image);
        Files.write(Shelf.packedOf(image), packed);
        ImageManifest raw = shelf.shelf.open(ShelfFixture.ORDER).orElseThrow().manifest();
        shelf.shelf.publish(new ImageManifest(
                raw.schema(),
                raw.orderId(),
                raw.imageName(),
                raw.rawSize(),
                raw.rawSha256(),
                raw.ranges(),
                List.of(),
                null,
                new ImageManifest.Packed(packed.length, "0".repeat(64))));
        try (FileChannel another = FileChannel.open(
                image.resolveSibling("clinic.img.part"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            another.lock();
            return with(Quirk.READ_RATE, 0);
        }
    }

    private Outcome writtenPastTheEnd() throws Exception {
        LoopAssumption.assumeLoopDevices();
        try (LoopDevice loop = LoopDevice.attach(blank());
                BlockDevice device = RawBlockDevice.open(loop.path().toString())) {
            CardSlot slot = slot(new SlotAddress.DevicePath(loop.path()));
            DeviceException ended = catchThrowableOfType(
                    DeviceException.class, () -> device.write(new AlignedBuffer(MIB), 0, MIB, CAPACITY - MIB / 2));
            assertThat(ended.errno()).isEqualTo(Errno.ENOSPC);
            assertThat(ended.offset()).as("the first half went through").isEqualTo(CAPACITY);
            CardFailure explained = slot.explain(ended, ((Sight.Card) slot.look()).identity());
            return new Outcome(null, explained.fault().code(), explained.sentence("A"));
        }
    }

    private Outcome heldByAnother() throws Exception {
        LoopAssumption.assumeLoopDevices();
        try (LoopDevice loop = LoopDevice.attach(blank());
                BlockDevice held = RawBlockDevice.open(loop.path().toString())) {
            return run(slot(new SlotAddress.DevicePath(loop.path())));
        }
    }

    private Outcome mounted() throws Exception {
        LoopAssumption.assumeLoopDevices();
        Path file = blank();
        shell("mke2fs", "-q", "-F", file.toString());
        Path point = Files.createDirectory(directory.resolve("mount"));
        try (LoopDevice loop = LoopDevice.attach(file)) {
            shell("mount", loop.path().toString(), point.toString());
            try {
                return run(slot(new SlotAddress.DevicePath(loop.path())));
            } finally {
                shell("umount", point.toString());
            }
        }
    }

    /** A machine whose swap file is taken for a card, drawn: nobody wants to try it on a real one. */
    private Outcome systemDisk() throws Exception {
        Path proc = Files.createDirectories(directory.resolve("proc"));
        Files.writeString(
                proc.resolve("swaps"),
                "Filename\tType\tSize\tUsed\tPriority\n" + blank().toRealPath() + " file 1 0 -2\n");
        SlotProbe probe = new LinuxSlotProbe(new KernelTree(directory.resolve("sys"), proc));
        return run(new DeviceSlot(new Slot("A", directory.resolve("card")), probe));
    }

    private Path blank() throws IOException {
        Path file = directory.resolve("card");
        try (RandomAccessFile card = new RandomAccessFile(file.toFile(), "rw")) {
            card.setLength(CAPACITY);
        }
        return file;
    }

    /** @param behindLoop as a block device; otherwise the file itself, where the kernel changes no errno */
    private Outcome misbehaving(Fault fault, boolean behindLoop) throws Exception {
        FuseFile.impossible().ifPresent(why -> {
            System.out.println("Skipped: " + why);
            Assumptions.abort(why);
        });
        Path mount = Files.createDirectory(directory.resolve("fuse"));
        byte[] bytes = new byte[CAPACITY];
        // The card held something before: one that drops all must not pass for a blank one.
        Arrays.fill(bytes, 4096, 8192, (byte) 0x55);
        FuseFile file = FuseFile.mount(mount, bytes, fault);
        LoopDevice loop = behindLoop ? LoopDevice.attach(file.path(), "--direct-io=on") : null;
        try {
            return run(slot(new SlotAddress.DevicePath(loop == null ? file.path() : loop.path())));
        } finally {
            file.close();
            if (loop != null) {
                loop.close();
            }
        }
    }

    private static Fault onWrite(int errno) {
        return new Fault() {
            @Override
            public int onWrite(long offset, int length) {
                return offset <= BAD && BAD < offset + length ? errno : 0;
            }
        };
    }

    private static Fault onWriteAnywhere(int errno) {
        return new Fault() {
            @Override
            public int onWrite(long offset, int length) {
                return errno;
            }
        };
    }

    private static Fault onOpen(int errno) {
        return new Fault() {
            @Override
            public int onOpen() {
                return errno;
            }
        };
    }

    private CardSlot virtualSlot() {
        return slot(new SlotAddress.VirtualPlace(virtual));
    }

    private CardSlot slot(SlotAddress at) {
        return new DeviceSlot(new Slot("A", at), new LinuxSlotProbe(KernelTree.REAL));
    }

    private Outcome run(CardSlot slot) throws Exception {
        return Outcome.of(handler(slot, "", WriterConfig.LARGEST_CARD), shelf.claim(1), context);
    }

    private WriteHandler handler(CardSlot slot, String host, long largest) throws IOException {
        return new WriteHandler(
                slot,
                new StagedImages(shelf.shelf),
                handlerState(host),
                PressFixture.press(directory.resolve("press" + host)),
                new CardWriter(System::nanoTime),
                new HangGuard("A", SHORT, System::nanoTime),
                largest,
                new CardEvents(Duration.ofMillis(20)));
    }

    private CardLedger handlerState(String host) throws IOException {
        return CardLedger.open(directory.resolve("state" + host), InstantSource.system());
    }

    private static Consumer<TaskStatus> at(TaskStatus moment, Hand hand) {
        return status -> {
            if (status == moment) {
                try {
                    hand.move();
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            }
        };
    }

    private static void shell(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s", String.join(" ", command), said)
                .isZero();
    }

    /** Makes the trouble of one row. */
    @FunctionalInterface
    private interface Provocation {
        Outcome run() throws Exception;
    }

    /** What a person does at a slot. */
    @FunctionalInterface
    private interface Hand {
        void move() throws IOException;
    }

    /** A slot at which somebody fumbles once, right before the last look at the card. */
    private static final class Fumbled implements CardSlot {
        private final CardSlot slot;
        private final Hand hand;

        Fumbled(CardSlot slot, Hand hand) {
            this.slot = slot;
            this.hand = hand;
        }

        @Override
        public String name() {
            return slot.name();
        }

        @Override
        public Sight look() {
            return slot.look();
        }

        @Override
        public BlockDevice open(CardIdentity card) throws CardFailure {
            return slot.open(card);
        }

        @Override
        public void confirm(CardIdentity card) throws CardFailure {
            try {
                hand.move();
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
            slot.confirm(card);
        }

        @Override
        public CardFailure explain(DeviceException failed, CardIdentity card) {
            return slot.explain(failed, card);
        }
    }
}

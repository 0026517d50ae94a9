package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.ImageManifest;
import org.cardpress.protocol.image.ImageManifest.Range;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.TaskSpec;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.device.FakeBlockDevice;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.slot.Slot;
import org.cardpress.writer.staging.PackedShelf;
import org.cardpress.writer.staging.StagedImages;
import org.cardpress.writer.watch.HangGuard;
import org.cardpress.writer.watch.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes from outside and is wrong: a clear word, and no card touched, or the one that was begun left blank. */
class BadInputTest {
    private static final int MIB = ShelfFixture.MIB;

    private final Path directory;
    private final ShelfFixture shelf;
    private final FakeSlot slot = new FakeSlot();
    private final FakeBlockDevice card = new FakeBlockDevice(10 * MIB);

    BadInputTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        shelf = new ShelfFixture(directory.resolve("shelf"));
        slot.insert(card);
    }

    @Test
    void aDevicePathIsNoNameOfASlot() {
        assertThatThrownBy(() -> new Slot("/dev/sdb", Path.of("/dev/sdb")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("slot name '/dev/sdb' (expected ");
    }

    @Test
    void theManifestOfAnotherImageIsNotFollowed() throws Exception {
        ImageManifest other = manifest("6".repeat(64), ShelfFixture.RANGES, crc());
        shelf.shelf.publish(other);

        assertThat(error().code()).isEqualTo("image.damaged");
        assertThat(error().message()).contains("6".repeat(64), "the task wants " + "5".repeat(64));
        assertThat(card.calls()).isEmpty();
    }

    /** What a bmap that belongs to another image comes to: its ranges and check values are not those of the bytes. */
    @Test
    void rangesAndCheckValuesOfAnotherImageAreFoundBeforeTheFirstMiBIsWritten() throws Exception {
        List<Range> ranges = List.of(new Range(0, MIB), new Range(3 * MIB, MIB), new Range(5 * MIB, 3 * MIB));
        shelf.shelf.publish(manifest("5".repeat(64), ranges, crc()));

        assertThat(error().code()).isEqualTo("image.damaged");
        assertThat(Arrays.copyOf(card.bytes(), MIB)).containsOnly(0);
    }

    @Test
    void anImageThatIsShorterThanItsManifestSaysIsNotWritten() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(
                shelf.shelf.imageFile(ShelfFixture.ORDER, "clinic").toFile(), "rw")) {
            file.setLength(7 * MIB);
        }

        assertThat(error().code()).isEqualTo("image.damaged");
        assertThat(error().message()).contains(7 * MIB + " bytes").contains("expected " + 8 * MIB);
        assertThat(card.calls()).isEmpty();
    }

    @Test
    void aManifestThatIsNoneIsADamagedImage() throws Exception {
        try (Stream<Path> files = Files.list(shelf.shelf.directory(ShelfFixture.ORDER))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                Files.writeString(file, "{\"schema\": 1, \"orderId\": ");
            }
        }

        assertThat(error().code()).isEqualTo("image.damaged");
        assertThat(card.calls()).isEmpty();
    }

    @Test
    void aDamagedFrameLeavesTheCardThatWasBegunBlank() throws Exception {
        PackedShelf packed = new PackedShelf(directory.resolve("packed"));
        byte[] frames = packed.packed();
        int frame = PackedShelf.pack(Arrays.copyOf(packed.raw, 16 * MIB)).length;
        Arrays.fill(frames, frame, frame + 16, (byte) 0);
        packed.publish(frames, packed.bmap());

        assertThat(error(packed, frames).message())
                .startsWith("The image on the shelf is damaged: ")
                .contains("clinic.img.zst is no whole zstd stream after " + 16 * MIB)
                .endsWith("Download it again.");
        assertThat(Arrays.copyOf(slot.card().bytes(), MIB)).containsOnly(0);
    }

    @Test
    void aBmapThatDoesNotBelongToTheImageReachesNoCard() throws Exception {
        PackedShelf packed = new PackedShelf(directory.resolve("packed"));
        Bmap other = new Bmap(PackedShelf.SIZE, packed.bmap().ranges().subList(0, 3));
        packed.publish(packed.packed(), other);

        TaskError error = error(packed, packed.packed());

        assertThat(error.code()).isEqualTo("image.damaged");
        assertThat(error.message()).contains("is not the map of this image");
        assertThat(slot.card().calls()).isEmpty();
    }

    @Test
    void aCardThatWasChangedBetweenCheckAndWriteIsNotTouched() throws Exception {
        FakeBlockDevice other = new FakeBlockDevice(10 * MIB).filledWith(0x55);
        slot.beforeConfirm = () -> {
            slot.beforeConfirm = () -> {};
            slot.insert(other);
        };

        FakeContext context = new FakeContext();
        handler().run(shelf.claim(1), context);

        assertThat(context.messages)
                .contains("Card in slot B was changed between check and write. Nothing was written.");
        assertThat(card.calls()).noneMatch(call -> call.startsWith("write"));
        assertThat(shelf.isHeldBy(other.bytes())).isTrue();
    }

    private TaskError error() throws Exception {
        return catchThrowableOfType(TaskFailure.class, () -> handler().run(shelf.claim(1), new FakeContext()))
                .error();
    }

    private TaskError error(PackedShelf packed, byte[] frames) throws Exception {
        slot.insert(new FakeBlockDevice(PackedShelf.SIZE + 2 * MIB).filledWith(0x55));
        Claim claim = new Claim(
                PackedShelf.ORDER + ".w1",
                PackedShelf.ORDER,
                TaskKind.WRITE,
                1,
                new TaskSpec.WriteCard(packed.ref(frames), 1, 1, PackedShelf.SIZE),
                List.of(),
                "token",
                90,
                30);
        return catchThrowableOfType(
                        TaskFailure.class, () -> handler(packed.shelf).run(claim, new FakeContext()))
                .error();
    }

    private ImageManifest manifest(String sha256, List<Range> ranges, List<Long> crc) {
        return new ImageManifest(
                ImageManifest.SCHEMA, ShelfFixture.ORDER, "clinic", ShelfFixture.SIZE, sha256, ranges, crc);
    }

    private List<Long> crc() throws IOException {
        return shelf.shelf.open(ShelfFixture.ORDER).orElseThrow().manifest().crc32c();
    }

    private WriteHandler handler() throws IOException {
        return handler(shelf.shelf);
    }

    private WriteHandler handler(Shelf images) throws IOException {
        return new WriteHandler(
                slot,
                new StagedImages(images),
                CardLedger.open(directory.resolve("state"), InstantSource.system()),
                PressFixture.press(directory),
                new CardWriter(System::nanoTime),
                new HangGuard("B", Patience.USUAL, System::nanoTime),
                WriterConfig.LARGEST_CARD,
                new CardEvents(Duration.ofMillis(5)));
    }
}

package org.cardpress.writer.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.BmapRange;
import org.cardpress.protocol.image.ImageManifest;
import org.cardpress.protocol.image.ImageManifest.Range;
import org.cardpress.protocol.image.MappedCrc;
import org.cardpress.protocol.image.ShelvedImage;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is unpacked is the image, to the last byte; what is not leaves the shelf as it was. */
@Timeout(600)
class StagedImagesTest {
    private static final long LONG = 30_000;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final PackedShelf shelf;
    private final StagedImages images;

    StagedImagesTest(@TempDir Path directory) throws IOException {
        shelf = new PackedShelf(directory);
        images = new StagedImages(shelf.shelf);
    }

    @Test
    void anImageIsUnpackedOnceAndTakesThePlaceOfThePackedOne() throws Exception {
        ShelvedImage packed = shelf.publish();

        try (StagedImage one = images.open(packed);
                StagedImage other = images.open(packed)) {
            assertThat(one.isProven(LONG)).isTrue();
            assertThat(other.isProven(0)).isTrue();
            assertThat(other.map()).isSameAs(one.map());
        }
        ShelvedImage unpacked = unpacked();

        assertThat(Files.mismatch(unpacked.image(), Files.write(packed.image().resolveSibling("expected"), shelf.raw)))
                .isEqualTo(-1);
        assertThat(allocated(unpacked.image()))
                .as("zeros take no room")
                .isLessThan(shelf.bmap().mappedBytes() + (128 << 10));
        assertThat(unpacked.manifest().crc32c()).isEqualTo(checkValues(unpacked.manifest()));
        assertThat(unpacked.manifest().zeros()).containsExactly(new Range(400 * 4096, 11 * 4096));
        assertThat(names()).containsExactlyInAnyOrder("clinic.img", "clinic.bmap", "manifest.json", "expected");
        try (StagedImage third = images.open(packed)) {
            assertThat(third.isProven(0)).isTrue();
        }
    }

    @Test
    void aDamagedFrameFailsAllWhoWaitAndLeavesThePackedImage() throws Exception {
        byte[] packed = PackedShelf.pack(Arrays.copyOf(shelf.raw, 16 << 20));
        packed = Arrays.copyOf(packed, packed.length + 100_000);
        ShelvedImage damaged = shelf.publish(packed, shelf.bmap());

        try (StagedImage one = images.open(damaged)) {
            assertUnfit(one, CardFault.IMAGE_DAMAGED, "is no whole zstd stream after " + (16 << 20));
            assertThatThrownBy(() -> images.open(damaged)).isInstanceOf(CardFailure.class);
        }
        assertThat(names()).containsExactlyInAnyOrder("clinic.img.zst", "clinic.bmap", "manifest.json");
    }

    @Test
    void anotherRawImageThanAnnouncedIsDamage() throws Exception {
        byte[] raw = shelf.raw.clone();
        raw[280 * 4096]++;

        assertDamage(PackedShelf.pack(raw), shelf.bmap(), "the raw image has SHA-256 " + PackedShelf.sha256(raw));
    }

    @Test
    void aBlockThatIsNotAsTheMapSaysIsDamage() throws Exception {
        List<BmapRange> ranges = new ArrayList<>(shelf.bmap().ranges());
        ranges.set(1, new BmapRange(300, 300, "0".repeat(64)));

        assertDamage(shelf.packed(), new Bmap(PackedShelf.SIZE, ranges), "blocks 300 to 300 of the image have SHA-256");
    }

    @Test
    void aMapOfAnotherImageIsDamage() throws Exception {
        assertDamage(
                shelf.packed(),
                new Bmap(PackedShelf.SIZE, shelf.bmap().ranges().subList(0, 3)),
                "is not the map of this image");
    }

    @Test
    void whoeverOpensAnImageWhileItsUnpackingFailsHearsWhy() throws Exception {
        ShelvedImage packed = shelf.publish(
                shelf.packed(), new Bmap(PackedShelf.SIZE, shelf.bmap().ranges().subList(0, 3)));

        for (int i = 0; i < 500; i++) {
            assertThatThrownBy(() -> {
                        try (StagedImage image = images.open(packed)) {
                            image.isProven(LONG);
                        }
                    })
                    .isInstanceOfSatisfying(CardFailure.class, failure -> assertThat(failure.detail())
                            .contains("is not the map of this image"));
        }
    }

    @Test
    void anImageThatUnpacksToMoreThanAnnouncedIsCutOff() throws Exception {
        byte[] more = Arrays.copyOf(shelf.raw, 64 << 20);

        assertDamage(PackedShelf.pack(more), shelf.bmap(), "unpacks to more than");
    }

    @Test
    void anImageThatEndsEarlyIsDamage() throws Exception {
        byte[] packed = shelf.packed();
        assertDamage(Arrays.copyOf(packed, packed.length - 10), shelf.bmap(), "is no whole zstd stream");
        assertDamage(
                PackedShelf.pack(Arrays.copyOf(shelf.raw, 8 << 20)),
                shelf.bmap(),
                "unpacks to " + (8 << 20) + " bytes (expected " + PackedShelf.SIZE + ")");
    }

    @Test
    void somethingElseThanZstdIsDamage() throws Exception {
        byte[] garbage = new byte[100_000];
        new Random(3).nextBytes(garbage);

        assertDamage(garbage, shelf.bmap(), "is no whole zstd stream after 0 raw bytes");
    }

    @Test
    void anImageThatNobodyWantsAnyMoreIsNotUnpackedToItsEnd() throws Exception {
        ShelvedImage packed = shelf.publish();
        for (int i = 0; i < 3; i++) {
            images.open(packed).close();
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(names()).doesNotContain("clinic.img.part"));
        try (StagedImage again = images.open(packed)) {
            assertThat(again.isProven(LONG)).isTrue();
        }
    }

    @Test
    void aPartThatAKilledWriterLeftIsBegunAnew() throws Exception {
        ShelvedImage packed = shelf.publish();
        Files.write(packed.image().resolveSibling("clinic.img.part"), new byte[50 << 20]);

        try (StagedImage image = images.open(packed)) {
            assertThat(image.isProven(LONG)).isTrue();
        }
        assertThat(unpacked().image()).hasSize(PackedShelf.SIZE);
    }

    @Test
    void twoWritersOnOneShelfDoNotUnpackTheSameImage() throws Exception {
        ShelvedImage packed = shelf.publish();
        Path part = packed.image().resolveSibling("clinic.img.part");
        try (FileChannel held = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            held.lock();

            assertThatThrownBy(() -> images.open(packed)).isInstanceOfSatisfying(CardFailure.class, failure -> {
                assertThat(failure.fault()).isEqualTo(CardFault.IMAGE_NOT_UNPACKED);
                assertThat(failure.detail()).contains("is being written by another program");
            });
        }
    }

    private void assertDamage(byte[] packed, Bmap bmap, String said) throws Exception {
        ShelvedImage published = shelf.publish(packed, bmap);
        // The unpacking may have found it before the image is open.
        assertFails(
                () -> {
                    try (StagedImage image = images.open(published)) {
                        image.isProven(LONG);
                    }
                },
                CardFault.IMAGE_DAMAGED,
                said);
        assertThat(shelf.shelf.open(PackedShelf.ORDER)).hasValueSatisfying(ShelvedImage::isPacked);
        assertThat(names()).doesNotContain("clinic.img", "clinic.img.part");
    }

    private static void assertUnfit(StagedImage image, CardFault fault, String said) {
        assertFails(() -> image.isProven(LONG), fault, said);
    }

    private static void assertFails(ThrowingCallable call, CardFault fault, String said) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CardFailure.class, failure -> {
            assertThat(failure.fault()).isEqualTo(fault);
            assertThat(failure.detail()).contains(said);
        });
    }

    private ShelvedImage unpacked() {
        await().atMost(SOON)
                .until(() -> !shelf.shelf.open(PackedShelf.ORDER).orElseThrow().isPacked()
                        && !names().contains("clinic.img.zst"));
        try {
            return shelf.shelf.open(PackedShelf.ORDER).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Long> checkValues(ImageManifest manifest) {
        MappedCrc crc = new MappedCrc();
        for (Range range : manifest.ranges()) {
            crc.update(range.offset(), ByteBuffer.wrap(shelf.raw, (int) range.offset(), (int) range.length()));
        }
        return crc.values();
    }

    private List<String> names() throws IOException {
        try (var listed = Files.list(shelf.shelf.directory(PackedShelf.ORDER))) {
            return listed.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static long allocated(Path file) throws IOException {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return 512 * Long.parseLong(new String(stat.getInputStream().readAllBytes()).strip());
    }
}

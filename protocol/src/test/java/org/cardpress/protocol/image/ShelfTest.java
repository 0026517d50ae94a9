package org.cardpress.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image is on the shelf when its manifest is, and not before. */
class ShelfTest {
    private static final String ORDER = "01h2xcejqtf2nbrexx3v";

    @TempDir
    Path directory;

    private ImageManifest shelved(Shelf shelf) throws IOException {
        Files.createDirectories(shelf.directory(ORDER));
        Files.write(shelf.imageFile(ORDER, "clinic"), new byte[8192]);
        return new ImageManifest(
                1, ORDER, "clinic", 8192, "ab", List.of(new ImageManifest.Range(4096, 4096)), List.of(7L));
    }

    @Test
    void anImageIsVisibleOnlyOnceItsManifestIsPublished() throws IOException {
        Shelf shelf = new Shelf(directory);
        ImageManifest manifest = shelved(shelf);
        assertThat(shelf.open(ORDER)).isEmpty();

        shelf.publish(manifest);

        assertThat(shelf.open(ORDER)).hasValueSatisfying(image -> {
            assertThat(image.manifest()).isEqualTo(manifest);
            assertThat(image.image()).isEqualTo(directory.resolve(ORDER).resolve("clinic.img"));
        });
        shelf.hide(ORDER);
        assertThat(shelf.open(ORDER)).isEmpty();
    }

    @Test
    void anImageThatIsShorterThanItsManifestSaysIsRefused() throws IOException {
        Shelf shelf = new Shelf(directory);
        shelf.publish(shelved(shelf));
        Files.write(shelf.imageFile(ORDER, "clinic"), new byte[100]);

        assertThatThrownBy(() -> shelf.open(ORDER)).hasMessageContaining("100 bytes (expected 8192");
    }

    @Test
    void aPackedImageIsThereAndAnUnpackedOneTakesItsPlace() throws IOException {
        Shelf shelf = new Shelf(directory);
        ImageManifest raw = shelved(shelf);
        Path image = shelf.imageFile(ORDER, "clinic");
        Files.delete(image);
        Files.write(Shelf.packedOf(image), new byte[10]);
        ImageManifest packed = new ImageManifest(
                1, ORDER, "clinic", 8192, "ab", raw.ranges(), List.of(), null, new ImageManifest.Packed(10, "cd"));

        ShelvedImage first = shelf.publish(packed);
        Files.write(image, new byte[8192]);
        ShelvedImage then = shelf.publish(packed.unpacked(List.of(7L), raw.ranges()));

        assertThat(first.isPacked()).isTrue();
        assertThat(first.packed()).isEqualTo(directory.resolve(ORDER).resolve("clinic.img.zst"));
        assertThat(then.isPacked()).isFalse();
        assertThat(then.manifest().zeros()).isEqualTo(raw.ranges());
        assertThat(then.manifest().crc32c()).containsExactly(7L);
    }

    @Test
    void aManifestOfBeforeThatKnowsNoZerosIsRead() throws IOException {
        Shelf shelf = new Shelf(directory);
        shelved(shelf);
        Files.writeString(shelf.directory(ORDER).resolve("manifest.json"), """
                {"schema":1,"orderId":"%s","imageName":"clinic","rawSize":8192,"rawSha256":"ab",
                "ranges":[{"offset":4096,"length":4096}],"crc32c":[7]}""".formatted(ORDER));

        assertThat(shelf.open(ORDER))
                .hasValueSatisfying(
                        image -> assertThat(image.manifest().zeros()).isEmpty());
    }

    @Test
    void aManifestOfAnotherOrderIsRefused() throws IOException {
        Shelf shelf = new Shelf(directory);
        shelf.publish(shelved(shelf));
        Files.move(directory.resolve(ORDER), directory.resolve("other"));

        assertThatThrownBy(() -> shelf.open("other")).hasMessageContaining("another order");
    }

    @Test
    void namesThatLeadElsewhereAreRefused() {
        Shelf shelf = new Shelf(directory);

        for (String order : List.of("..", "", "a/b", "A", ".")) {
            assertThatThrownBy(() -> shelf.directory(order)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String name : List.of("..", "../x", "", "a/b", ".hidden")) {
            assertThatThrownBy(() -> shelf.imageFile(ORDER, name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Property(tries = 100)
    void checkValuesDoNotDependOnThePortionsTheyWereFedIn(
            @ForAll @IntRange(min = 0, max = 3 << 20) int size, @ForAll @IntRange(min = 1, max = 2 << 20) int portion) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        MappedCrc crc = new MappedCrc();
        for (int at = 0; at < size; at += portion) {
            crc.update(at, ByteBuffer.wrap(bytes, at, Math.min(portion, size - at)));
        }

        List<Long> values = crc.values();

        assertThat(values).hasSize((size + MappedCrc.PIECE - 1) / MappedCrc.PIECE);
        for (int piece = 0; piece < values.size(); piece++) {
            CRC32C one = new CRC32C();
            int at = piece * MappedCrc.PIECE;
            one.update(bytes, at, Math.min(MappedCrc.PIECE, size - at));
            assertThat(values.get(piece)).isEqualTo(one.getValue());
        }
    }
}

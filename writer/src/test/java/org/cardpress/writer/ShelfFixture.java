package org.cardpress.writer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cardpress.protocol.image.ImageManifest;
import org.cardpress.protocol.image.ImageManifest.Range;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.image.MappedCrc;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.TaskSpec;

/** A shelf with one image of 8 MiB, of which 4.5 MiB are mapped, as a downloader leaves it. */
final class ShelfFixture {
    static final String ORDER = "orderoforders0000001";
    static final int MIB = 1 << 20;
    static final int SIZE = 8 * MIB;
    static final List<Range> RANGES =
            List.of(new Range(0, MIB / 2), new Range(MIB, 2 * MIB), new Range(5 * MIB, 2 * MIB));

    final Shelf shelf;
    final byte[] image = new byte[SIZE];
    private final ImageRef ref;

    /** The image is noise, without partitions. */
    ShelfFixture(Path root) throws IOException {
        this(root, false);
    }

    /** @param partitioned with a partition from the second MiB to the end, so that there is room for a stamp */
    ShelfFixture(Path root, boolean partitioned) throws IOException {
        shelf = new Shelf(root);
        new Random(11).nextBytes(image);
        if (partitioned) {
            ByteBuffer table = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
            table.put(446, new byte[66]);
            table.put(450, (byte) 0x0C);
            table.putInt(454, MIB / 512).putInt(458, (SIZE - MIB) / 512);
            table.put(510, (byte) 0x55).put(511, (byte) 0xAA);
        }
        ref = new ImageRef(
                "clinic",
                "/images/x.img.zst",
                1,
                "0".repeat(64),
                "/images/x.bmap",
                1,
                "0".repeat(64),
                SIZE,
                "5".repeat(64),
                4 * MIB + MIB / 2);
        Files.createDirectories(shelf.directory(ORDER));
        Files.write(shelf.imageFile(ORDER, "clinic"), image);
        MappedCrc crc = new MappedCrc();
        for (Range range : RANGES) {
            crc.update(range.offset(), ByteBuffer.wrap(image, (int) range.offset(), (int) range.length()));
        }
        shelf.publish(
                new ImageManifest(ImageManifest.SCHEMA, ORDER, "clinic", SIZE, ref.rawSha256(), RANGES, crc.values()));
    }

    ImageRef image() {
        return ref;
    }

    /** A write task for card {@code number}. */
    Claim claim(int number) {
        return new Claim(
                ORDER + ".w" + number,
                ORDER,
                TaskKind.WRITE,
                1,
                new TaskSpec.WriteCard(ref, number, 2, SIZE),
                List.of(),
                "token",
                90,
                30);
    }

    /** Whether these bytes hold all that is mapped. */
    boolean isHeldBy(byte[] card) {
        return RANGES.stream().allMatch(range -> {
            int from = (int) range.offset();
            int to = (int) (range.offset() + range.length());
            return Arrays.equals(card, from, to, image, from, to);
        });
    }
}

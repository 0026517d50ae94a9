package org.cardpress.writer.staging;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.BmapRange;
import org.cardpress.protocol.image.BmapXml;
import org.cardpress.protocol.image.ImageManifest;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.image.ShelvedImage;

/** A shelf with one image as the downloader leaves it: packed in frames of 4 MiB, its last block cut short, some of it must be zero. */
public final class PackedShelf {
    public static final String ORDER = "orderoforders0000002";
    public static final int SIZE = (32 << 20) - 512;
    private static final int FRAME = 4 << 20;
    private static final int BLOCK = Bmap.BLOCK_SIZE;

    public final Shelf shelf;
    public final byte[] raw = new byte[SIZE];
    private final List<BmapRange> ranges = new ArrayList<>();

    public PackedShelf(Path root) throws IOException {
        shelf = new Shelf(root);
        Files.createDirectories(shelf.directory(ORDER));
        Random random = new Random(7);
        fill(random, 0, 255);
        fill(random, 300, 300);
        range(400, 410);
        fill(random, 900, 5600);
        fill(random, 7000, 8191);
    }

    public Bmap bmap() {
        return new Bmap(SIZE, ranges);
    }

    public ImageRef ref() {
        return ref(packed());
    }

    public ImageRef ref(byte[] packed) {
        byte[] bmap = BmapXml.write(bmap());
        return new ImageRef(
                "clinic",
                "/x",
                packed.length,
                sha256(packed),
                "/y",
                bmap.length,
                sha256(bmap),
                SIZE,
                sha256(raw),
                bmap().mappedBytes());
    }

    public byte[] packed() {
        return pack(raw);
    }

    public static byte[] pack(byte[] raw) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int at = 0; at < raw.length; at += FRAME) {
            frames.writeBytes(Zstd.compress(Arrays.copyOfRange(raw, at, Math.min(raw.length, at + FRAME)), 1));
        }
        return frames.toByteArray();
    }

    /** Puts the image there. */
    public ShelvedImage publish() throws IOException {
        return publish(packed(), bmap());
    }

    public ShelvedImage publish(byte[] packed, Bmap bmap) throws IOException {
        Files.write(Shelf.packedOf(shelf.imageFile(ORDER, "clinic")), packed);
        Files.write(shelf.bmapFile(ORDER, "clinic"), BmapXml.write(bmap));
        return shelf.publish(ImageManifest.packed(ORDER, ref(packed), bmap()));
    }

    /** Whether these bytes hold all that is mapped. */
    public boolean isHeldBy(byte[] card) {
        return ranges.stream().allMatch(range -> {
            int from = (int) range.offset();
            int to = (int) Math.min(SIZE, range.offset() + range.blocks() * BLOCK);
            return Arrays.equals(card, from, to, raw, from, to);
        });
    }

    private void fill(Random random, int first, int last) {
        byte[] bytes = new byte[Math.min(SIZE, (last + 1) * BLOCK) - first * BLOCK];
        random.nextBytes(bytes);
        System.arraycopy(bytes, 0, raw, first * BLOCK, bytes.length);
        range(first, last);
    }

    private void range(int first, int last) {
        byte[] bytes = Arrays.copyOfRange(raw, first * BLOCK, Math.min(SIZE, (last + 1) * BLOCK));
        ranges.add(new BmapRange(first, last, sha256(bytes)));
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

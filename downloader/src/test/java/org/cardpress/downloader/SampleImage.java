package org.cardpress.downloader;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.BmapRange;
import org.cardpress.protocol.image.BmapXml;
import org.cardpress.protocol.image.ImageRef;

/**
 * An image as the creator makes them: 16 MiB with holes, a last block cut short, one zstd frame for each 4 MiB, incompressible data
 * so that the compressed file is large.
 */
final class SampleImage {
    static final String ORDER = "01h2xcejqtf2nbrexx3v";
    static final String DIRECTORY = "/images/" + ORDER + "/";
    private static final int FRAME = 4 << 20;

    final byte[] raw = new byte[(16 << 20) - 1000];
    final byte[] packed;
    final byte[] bmap;
    final ImageRef ref;

    SampleImage() throws IOException {
        Random random = new Random(7);
        List<BmapRange> ranges = new ArrayList<>();
        fill(random, ranges, 0, 255);
        fill(random, ranges, 300, 300);
        fill(random, ranges, 900, 2600);
        fill(random, ranges, 4000, 4095);
        // Mapped, yet zero: must be zero on the card.
        ranges.add(2, range(400, 410));
        packed = pack(raw);
        Bmap map = new Bmap(raw.length, ranges);
        bmap = BmapXml.write(map);
        ref = new ImageRef(
                "clinic",
                DIRECTORY + "clinic.img.zst",
                packed.length,
                sha256(packed),
                DIRECTORY + "clinic.bmap",
                bmap.length,
                sha256(bmap),
                raw.length,
                sha256(raw),
                map.mappedBytes());
    }

    /** Puts the files where the warehouse would serve them. */
    void publish(Path warehouse) throws IOException {
        Path directory = Files.createDirectories(warehouse.resolve(DIRECTORY.substring(1)));
        Files.write(directory.resolve("clinic.img.zst"), packed);
        Files.write(directory.resolve("clinic.bmap"), bmap);
    }

    static Path packedIn(Path warehouse) {
        return warehouse.resolve(DIRECTORY.substring(1)).resolve("clinic.img.zst");
    }

    static byte[] pack(byte[] raw) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int at = 0; at < raw.length; at += FRAME) {
            frames.writeBytes(Zstd.compress(Arrays.copyOfRange(raw, at, Math.min(raw.length, at + FRAME)), 1));
        }
        return frames.toByteArray();
    }

    static String sha256(byte[] bytes) {
        MessageDigest digest = Sha256.begin();
        return HexFormat.of().formatHex(digest.digest(bytes));
    }

    private void fill(Random random, List<BmapRange> ranges, int first, int last) {
        int from = first * Bmap.BLOCK_SIZE;
        byte[] bytes = new byte[Math.min(raw.length, (last + 1) * Bmap.BLOCK_SIZE) - from];
        random.nextBytes(bytes);
        System.arraycopy(bytes, 0, raw, from, bytes.length);
        ranges.add(range(first, last));
    }

    private BmapRange range(int first, int last) {
        int to = Math.min(raw.length, (last + 1) * Bmap.BLOCK_SIZE);
        return new BmapRange(first, last, sha256(Arrays.copyOfRange(raw, first * Bmap.BLOCK_SIZE, to)));
    }
}

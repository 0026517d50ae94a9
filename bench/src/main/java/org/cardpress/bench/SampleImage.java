package org.cardpress.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.BmapRange;
import org.cardpress.protocol.image.BmapXml;
import org.cardpress.writer.card.CheckValues;
import org.cardpress.writer.card.ImageMap;
import org.cardpress.writer.card.Range;
import org.cardpress.writer.card.WritePlan;
import org.cardpress.writer.device.StagedFile;

/**
 * An image to write, of random bytes from a fixed seed: a sparse file, its bmap, and the writer's plan.
 *
 * @param raw the image
 * @param bmap its map, for the peer
 * @param map the same, for the writer
 * @param plan made of it
 */
record SampleImage(Path raw, Path bmap, ImageMap map, WritePlan plan) {
    private static final int CHUNK = 1 << 20;
    private static final int SEED = 20261121;

    /** All of it mapped. */
    static SampleImage dense(Path raw, long size) throws IOException {
        return make(raw, size, List.of(new Range(0, size)));
    }

    /** About 35 % of it mapped, in runs from 4 KiB to 16 MiB, as file systems leave them. */
    static SampleImage sparse(Path raw, long size) throws IOException {
        Random random = new Random(SEED);
        List<Range> ranges = new ArrayList<>();
        ranges.add(new Range(0, Bmap.BLOCK_SIZE));
        long mapped = 0;
        long at = CHUNK;
        while (at < size) {
            long length = Math.min(run(random), size - at);
            ranges.add(new Range(at, length));
            mapped += length;
            at += length;
            // the gap brings the share back to 35 %
            at = Math.max(at + Bmap.BLOCK_SIZE, blocks((long) (mapped / 0.35)));
        }
        return make(raw, size, ranges);
    }

    /** Mostly files of megabytes, some of a few blocks. */
    private static long run(Random random) {
        int most = random.nextInt(4) == 0 ? 64 << 10 : 16 << 20;
        return Math.max(Bmap.BLOCK_SIZE, blocks(random.nextInt(most)));
    }

    private static long blocks(long bytes) {
        return bytes / Bmap.BLOCK_SIZE * Bmap.BLOCK_SIZE;
    }

    private static SampleImage make(Path raw, long size, List<Range> ranges) throws IOException {
        byte[] bytes = new byte[CHUNK];
        new Random(SEED).nextBytes(bytes);
        List<BmapRange> mapped = new ArrayList<>();
        try (RandomAccessFile file = new RandomAccessFile(raw.toFile(), "rw");
                FileChannel out = file.getChannel()) {
            file.setLength(size);
            for (Range range : ranges) {
                mapped.add(fill(out, range, bytes));
            }
        }
        Path bmap = raw.resolveSibling(raw.getFileName() + ".bmap");
        Files.write(bmap, BmapXml.write(new Bmap(size, mapped)));
        try (StagedFile staged = StagedFile.open(raw.toString())) {
            ImageMap map = CheckValues.map(staged, ranges);
            return new SampleImage(raw, bmap, map, WritePlan.of(map));
        }
    }

    /** No two chunks are alike, so that a block in the wrong place would be found out. */
    private static BmapRange fill(FileChannel out, Range range, byte[] bytes) throws IOException {
        MessageDigest sha256 = sha256();
        ByteBuffer chunk = ByteBuffer.wrap(bytes);
        for (long at = range.offset(); at < range.end(); at += CHUNK) {
            chunk.clear().limit((int) Math.min(CHUNK, range.end() - at));
            for (int block = 0; block + Long.BYTES <= chunk.limit(); block += Bmap.BLOCK_SIZE) {
                chunk.putLong(block, at + block);
            }
            sha256.update(chunk.duplicate());
            for (long to = at; chunk.hasRemaining(); ) {
                to += out.write(chunk, to);
            }
        }
        return new BmapRange(
                range.offset() / Bmap.BLOCK_SIZE,
                (range.end() - 1) / Bmap.BLOCK_SIZE,
                HexFormat.of().formatHex(sha256.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

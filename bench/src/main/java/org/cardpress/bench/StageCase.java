package org.cardpress.bench;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.cardpress.protocol.image.BmapXml;
import org.cardpress.protocol.image.ImageManifest;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.image.ShelvedImage;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.card.WritePlan;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.staging.StagedImage;
import org.cardpress.writer.staging.StagedImages;

/** How long after a packed image is asked for its first bytes are on a card. */
final class StageCase {
    private static final String ORDER = "benchbenchbenchbench";
    private static final double LIMIT = 2;
    private static final long LONG = 600_000;

    private final Shelf shelf;
    private final Path card;
    private final Path packed;
    private final ImageManifest manifest;
    private final CardWriter writer = new CardWriter(System::nanoTime);
    private double unpacked = Double.MAX_VALUE;

    private StageCase(Shelf shelf, Path card, Path packed, ImageManifest manifest) {
        this.shelf = shelf;
        this.card = card;
        this.packed = packed;
        this.manifest = manifest;
    }

    /** @param size bytes of the image, of which about a third is mapped */
    static void run(Bench bench, long size) throws Exception {
        try (Scratch scratch = Scratch.with(size * 2)) {
            Shelf shelf = new Shelf(scratch.file("shelf"));
            Files.createDirectories(shelf.directory(ORDER));
            SampleImage image = SampleImage.sparse(scratch.file("raw.img"), size);
            Path bmap = Files.move(image.bmap(), shelf.bmapFile(ORDER, "bench"));
            Path packed = scratch.file("packed.zst");
            String sha256 = pack(image.raw(), packed);
            Files.delete(image.raw());
            ImageRef ref = new ImageRef("bench", "/", Files.size(packed), "-", "/", 0, "-", size, sha256, 0);
            ImageManifest manifest = ImageManifest.packed(ORDER, ref, BmapXml.read(Files.readAllBytes(bmap)));
            StageCase stage = new StageCase(shelf, scratch.card("card", size), packed, manifest);
            bench.compareFigures("stage", stage::secondsToFirstUnit, "2 s", () -> LIMIT, "s");
            bench.note(String.format(
                    Locale.ROOT,
                    "stage: from asking for a packed image of %d MiB until its first unit is on a card; unpacked, with"
                            + " all its checks, at %.2f GB/s at best while that card is written.",
                    size >> 20,
                    size / stage.unpacked / 1e9));
        }
    }

    private double secondsToFirstUnit() throws Exception {
        Path image = shelf.imageFile(ORDER, "bench");
        Files.deleteIfExists(image);
        Files.deleteIfExists(Shelf.packedOf(image));
        Files.createLink(Shelf.packedOf(image), packed);
        ShelvedImage shelved = shelf.publish(manifest);
        long began = System.nanoTime();
        CardTiming timing = new CardTiming();
        try (StagedImage source = new StagedImages(shelf).open(shelved);
                BlockDevice device = CardWall.open(card)) {
            CompletableFuture<Double> proven = CompletableFuture.supplyAsync(() -> secondsToProof(source, began));
            writer.write(device, source, WritePlan.of(source.map()), timing);
            unpacked = Math.min(unpacked, proven.join());
        }
        settle();
        return timing.secondsToFirstUnit(began);
    }

    private static double secondsToProof(StagedImage source, long began) {
        try {
            return source.isProven(LONG) ? (System.nanoTime() - began) / 1e9 : Double.MAX_VALUE;
        } catch (CardFailure | InterruptedException unfit) {
            throw new CompletionException(unfit);
        }
    }

    /** The next round must not meet the end of this one: the packed image goes last. */
    private void settle() throws IOException, InterruptedException {
        Path packedOnShelf = Shelf.packedOf(shelf.imageFile(ORDER, "bench"));
        while (shelf.open(ORDER).filter(ShelvedImage::isPacked).isPresent() || Files.exists(packedOnShelf)) {
            Thread.sleep(10);
        }
    }

    private static String pack(Path raw, Path packed) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(raw), sha256);
                OutputStream out = new ZstdOutputStreamNoFinalizer(Files.newOutputStream(packed), 1)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}

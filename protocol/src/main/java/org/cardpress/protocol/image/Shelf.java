package org.cardpress.protocol.image;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The directory of a writer host where images wait for their cards: {@code <shelf>/<orderId>/{NAME.img.zst or NAME.img, NAME.bmap,
 * manifest.json}}. An image is there when its manifest is there, which is written last and at once; what has no manifest is nobody's
 * business but the downloader's. Its writer unpacks it, once, and publishes it anew. Safe for many threads and processes as long as one works on an order's directory at a time.
 */
public final class Shelf {
    private static final String MANIFEST = "manifest.json";
    private static final Pattern ORDER = Pattern.compile("[0-9a-z]{1,40}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final long MOST_BYTES = 256L << 20;

    private final ObjectMapper json = ObjectMapper.getDefault();
    private final Path root;

    public Shelf(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public Path root() {
        return root;
    }

    /** The directory of an order, there or not. Refuses ids that could lead elsewhere. */
    public Path directory(String orderId) {
        if (!ORDER.matcher(orderId).matches()) {
            throw new IllegalArgumentException("order id \"" + orderId + "\" (expected lower-case letters and digits)");
        }
        return root.resolve(orderId);
    }

    /** Where the raw image of an order stands, there or not. */
    public Path imageFile(String orderId, String imageName) {
        return directory(orderId).resolve(checked(imageName) + ".img");
    }

    /** Where the compressed form of a raw image stands, there or not. */
    public static Path packedOf(Path image) {
        return image.resolveSibling(image.getFileName() + ".zst");
    }

    /** Where the bmap of an order stands, there or not. */
    public Path bmapFile(String orderId, String imageName) {
        return directory(orderId).resolve(checked(imageName) + ".bmap");
    }

    /**
     * The image of an order; empty where it is not on the shelf.
     *
     * @throws IOException if it is there and cannot be right: the message says why
     */
    public Optional<ShelvedImage> open(String orderId) throws IOException {
        Path file = directory(orderId).resolve(MANIFEST);
        ImageManifest manifest;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException(file + " has " + Files.size(file) + " bytes (expected a manifest)");
            }
            manifest = json.readValue(Files.readAllBytes(file), ImageManifest.class);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (manifest == null || !manifest.orderId().equals(orderId)) {
            throw new IOException(file + " belongs to another order (expected " + orderId + ")");
        }
        ShelvedImage shelved = new ShelvedImage(
                imageFile(orderId, manifest.imageName()), bmapFile(orderId, manifest.imageName()), manifest);
        if (manifest.packed() == null) {
            checkSize(shelved.image(), manifest.rawSize());
        } else {
            checkSize(shelved.packed(), manifest.packed().size());
        }
        return Optional.of(shelved);
    }

    private static void checkSize(Path file, long expected) throws IOException {
        long size = Files.size(file);
        if (size != expected) {
            throw new IOException(file + " has " + size + " bytes (expected " + expected + " by its manifest)");
        }
    }

    /** Makes the image visible. Its files must be complete and on disk: nothing shows it before, everything after. */
    public ShelvedImage publish(ImageManifest manifest) throws IOException {
        Path directory = directory(manifest.orderId());
        Path ready = directory.resolve(MANIFEST);
        Path draft = directory.resolve(MANIFEST + ".new");
        try (FileChannel out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(json.writeValueAsBytes(manifest));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        sync(directory);
        Files.move(draft, ready, StandardCopyOption.ATOMIC_MOVE);
        sync(directory);
        return open(manifest.orderId())
                .orElseThrow(() -> new IOException(ready + " is gone right after it was written"));
    }

    /** Takes the manifest away first of all, so that nobody starts with an image that is going. */
    public void hide(String orderId) throws IOException {
        Path directory = directory(orderId);
        if (Files.deleteIfExists(directory.resolve(MANIFEST))) {
            sync(directory);
        }
    }

    /** Has the names in a directory reach the disk. */
    public static void sync(Path directory) throws IOException {
        try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    private static String checked(String imageName) {
        if (!NAME.matcher(imageName).matches()) {
            throw new IllegalArgumentException(
                    "image name \"" + imageName + "\" (expected letters, digits, dot, dash, underscore; at most 100)");
        }
        return imageName;
    }
}

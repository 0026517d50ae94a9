package org.cardpress.downloader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.cardpress.protocol.image.Shelf;

/**
 * The files of one image while it is being fetched: the compressed image as received, which is kept for the next attempt. What a
 * writer made of an image that was here before goes.
 */
final class ShelfFiles {
    private final Shelf shelf;
    private final Path directory;
    private final Path image;
    private final Path bmap;

    ShelfFiles(Shelf shelf, String orderId, String imageName) {
        this.shelf = shelf;
        this.directory = shelf.directory(orderId);
        this.image = shelf.imageFile(orderId, imageName);
        this.bmap = shelf.bmapFile(orderId, imageName);
    }

    /** Makes the directory, refusing a link in its place. */
    void prepare() throws IOException {
        Files.createDirectories(directory);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(directory + " is not a directory of its own (expected one on the shelf)");
        }
        dropOld();
    }

    Path directory() {
        return directory;
    }

    Path compressedPart() {
        return directory.resolve(image.getFileName() + ".zst.part");
    }

    Path bmap() {
        return bmap;
    }

    /** Bytes of the compressed image received by earlier attempts. */
    long received() throws IOException {
        Path part = compressedPart();
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /** Gives the image, complete and on disk, its name. */
    void complete() throws IOException {
        Files.move(compressedPart(), Shelf.packedOf(image), StandardCopyOption.ATOMIC_MOVE);
        Shelf.sync(directory);
    }

    private void dropOld() throws IOException {
        Files.deleteIfExists(image.resolveSibling(image.getFileName() + ".part"));
        Files.deleteIfExists(image);
        Files.deleteIfExists(Shelf.packedOf(image));
    }

    /** Drops everything, the directory too when nothing else is in it. */
    void discard() throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        dropOld();
        Files.deleteIfExists(compressedPart());
        Files.deleteIfExists(bmap);
        try (Stream<Path> rest = Files.list(directory)) {
            if (rest.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(directory);
        Shelf.sync(shelf.root());
    }
}

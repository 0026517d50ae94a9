package org.cardpress.downloader;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.cardpress.protocol.image.Shelf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one order's directory off the shelf, and nothing else: its name must be an order's, it must be a directory and no link, and
 * it must really stand on the shelf; each file is looked at again before it goes. A writer that still reads the image keeps what it
 * has opened.
 */
final class Removal {
    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    private final Shelf shelf;

    Removal(Shelf shelf) {
        this.shelf = shelf;
    }

    /**
     * Removes the directory; false where there is none.
     *
     * @param who asked, for the log
     */
    boolean remove(String orderId, String who) throws IOException {
        Path directory = shelf.directory(orderId);
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            LOG.info("{}: nothing to remove at {}", who, directory);
            return false;
        }
        Path root = shelf.root().toRealPath();
        Path real = root.resolve(directory.getFileName());
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                || !directory.toRealPath().equals(real)) {
            throw new IOException(directory + " is not a directory of the shelf (expected " + real + "), not removed");
        }
        LOG.info("{}: removing {}", who, real);
        shelf.hide(orderId);
        Files.walkFileTree(real, new Deletion(real));
        Shelf.sync(root);
        return true;
    }

    /** Deletes depth first; links are deleted, not followed. */
    private static final class Deletion extends SimpleFileVisitor<Path> {
        private final Path top;

        Deletion(Path top) {
            this.top = top;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed) throws IOException {
            if (failed != null) {
                throw failed;
            }
            delete(directory);
            return FileVisitResult.CONTINUE;
        }

        private void delete(Path path) throws IOException {
            if (!path.normalize().startsWith(top)) {
                throw new IOException(path + " is outside " + top + ", not removed");
            }
            Files.delete(path);
        }
    }
}

package org.cardpress.warehouse.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Keeps a reserve of the disk free: uploads end before the disk is full, so that everything else on it goes on working. */
public final class Space {
    private static final VirtualPath IMAGES = VirtualPath.of("/images");

    private final Root root;
    private final SpaceProbe probe;
    private final long reserve;

    /** @param reserve bytes that uploads must leave free */
    public Space(Root root, SpaceProbe probe, long reserve) {
        this.root = root;
        this.probe = probe;
        this.reserve = reserve;
    }

    /** Refuses when {@code bytes} more do not fit. */
    public void require(long bytes) throws IOException {
        grant(bytes, bytes);
    }

    /** Measures everything; walks over all images. */
    public Room room() throws IOException {
        return new Room(probe.total(root.top()), probe.usable(root.top()), reserve, imageBytes());
    }

    /** What is uploaded or removed meanwhile may count or not. */
    private long imageBytes() throws IOException {
        Path images = root.locate(IMAGES);
        if (!Files.isDirectory(images, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        long[] bytes = {0};
        Files.walkFileTree(images, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes[0] += attributes.isRegularFile() ? attributes.size() : 0;
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
                if (gone instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw gone;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException gone) throws IOException {
                if (gone == null || gone instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw gone;
            }
        });
        return bytes[0];
    }

    /** Bytes that may be written before asking again: at least {@code wanted}, or it refuses; at most {@code most}. */
    long grant(long wanted, long most) throws IOException {
        long usable = probe.usable(root.top());
        long room = Math.max(0, usable - reserve);
        if (wanted > room) {
            throw new UploadRefused(
                    UploadRefused.Reason.NO_SPACE,
                    "No room for " + wanted + " bytes: " + usable + " free, " + reserve + " of them kept in reserve, "
                            + room + " left for uploads");
        }
        return Math.max(wanted, Math.min(most, room));
    }
}

package org.cardpress.downloader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cardpress.protocol.image.Shelf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images half received that nobody came back for: directories without a manifest, holding nothing but files of a fetch, untouched
 * for seven days. Removed when the downloader starts. Whatever else is on the shelf stays.
 */
final class Leftovers {
    static final Duration AGE = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Pattern ORDER = Pattern.compile("[0-9a-z]{1,40}");
    private static final Pattern OURS =
            Pattern.compile("[A-Za-z0-9._-]+\\.(img|bmap|img\\.part|img\\.zst|img\\.zst\\.part)|manifest\\.json\\.new");

    private final Shelf shelf;
    private final Clock clock;

    Leftovers(Shelf shelf, Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    void sweep() throws IOException {
        for (Path directory : children(shelf.root())) {
            String name = directory.getFileName().toString();
            if (ORDER.matcher(name).matches()
                    && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    && isLeftOver(directory)) {
                LOG.info("{} was left behind more than {} days ago", directory, AGE.toDays());
                new Removal(shelf).remove(name, "start of the downloader");
            }
        }
    }

    private boolean isLeftOver(Path directory) throws IOException {
        Instant before = clock.instant().minus(AGE);
        List<Path> files = children(directory);
        for (Path file : files) {
            if (!OURS.matcher(file.getFileName().toString()).matches() || !isOlder(file, before)) {
                return false;
            }
        }
        return isOlder(directory, before);
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(before);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> listed = Files.list(directory)) {
            return listed.toList();
        }
    }
}

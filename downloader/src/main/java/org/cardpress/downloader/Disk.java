package org.cardpress.downloader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The room on the shelf's disk, and what its errors mean. */
@FunctionalInterface
interface Disk {
    /** Bytes that may still be written where this directory is. */
    long free(Path directory) throws IOException;

    static Disk real() {
        return directory -> Files.getFileStore(directory).getUsableSpace();
    }

    /** The failure behind an error of the disk. */
    static FetchFailure failure(String doing, IOException e) {
        String why = String.valueOf(e.getMessage());
        return why.contains("No space left") || why.contains("quota exceeded")
                ? FetchFailure.noSpace(doing + ": the disk is full (expected room for the image): " + why)
                : FetchFailure.disk(doing + ": " + e.getClass().getSimpleName() + ": " + why);
    }

    /** A size for people, with the exact number where it is small. */
    static String size(long bytes) {
        return bytes < 10_000 ? bytes + " B" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}

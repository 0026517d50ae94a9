package org.cardpress.warehouse.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells how many bytes may still be written on the disk of a directory. */
@FunctionalInterface
public interface SpaceProbe {
    /** Asks the file system. */
    SpaceProbe DISK = directory -> Files.getFileStore(directory).getUsableSpace();

    long usable(Path directory) throws IOException;

    /** Bytes of the whole disk. */
    default long total(Path directory) throws IOException {
        return Files.getFileStore(directory).getTotalSpace();
    }
}

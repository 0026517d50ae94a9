package org.cardpress.creator.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.protocol.preflight.Room;

/** Looks before each large file is begun whether the disk has room, so that a full disk is told early and by name. */
@FunctionalInterface
public interface DiskSpace {
    /** Bytes that may be kept free for logs and for others. */
    long RESERVE = Room.RESERVE;

    /** Bytes this process may still write below the directory. */
    long free(Path directory) throws IOException;

    /** The real disk. */
    static DiskSpace real() {
        return directory -> Files.getFileStore(directory).getUsableSpace();
    }

    /** Whether a write failed because the disk is full; the JDK has no exception of its own for that. */
    static boolean isFull(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("No space left");
    }

    /** Refuses where the bytes would not fit. */
    default void require(Path directory, long bytes, String what) throws IOException {
        long free = free(directory);
        if (free < bytes + RESERVE) {
            throw CreateFailure.later(
                    "disk.full",
                    "the disk of " + directory + " has " + free + " bytes free, " + what + " needs " + bytes + " and "
                            + RESERVE + " must stay free (expected more room; delete files or use a larger disk)");
        }
    }
}

package org.cardpress.creator.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.cardpress.creator.job.CreateListener;
import org.jspecify.annotations.Nullable;

/**
 * One lock for each key of a cache, between threads and between processes: a byte of one lock file, so nothing is left behind and a
 * killed process lets go. POSIX drops all locks a process has on a file as soon as it closes any descriptor of it; hence one
 * instance for a directory in a process, never closed.
 */
final class KeyLocks {
    private static final ConcurrentMap<Object, KeyLocks> OPEN = new ConcurrentHashMap<>();
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final FileChannel channel;

    private KeyLocks(FileChannel channel) {
        this.channel = channel;
    }

    /** The locks of a directory, which must exist. */
    static synchronized KeyLocks of(Path directory) throws IOException {
        Path file = directory.resolve("locks");
        Object identity = identity(file);
        KeyLocks known = identity == null ? null : OPEN.get(identity);
        if (known == null) {
            known = new KeyLocks(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            OPEN.put(String.valueOf(identity(file)), known);
        }
        return known;
    }

    private static @Nullable Object identity(Path file) throws IOException {
        return Files.exists(file) ? Files.getAttribute(file, "unix:ino") + "@" + file.toRealPath() : null;
    }

    /** Waits for the lock, and no longer than the build may run. */
    FileLock take(String key, CreateListener watch) throws IOException {
        while (true) {
            Optional<FileLock> lock = tryTake(key);
            if (lock.isPresent()) {
                return lock.get();
            }
            watch.check();
            try {
                watch.cancel().await(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while another build fetches " + key, e);
            }
        }
    }

    /** The lock, unless somebody has it. */
    Optional<FileLock> tryTake(String key) throws IOException {
        long place =
                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits()
                        & Long.MAX_VALUE >> 1;
        try {
            return Optional.ofNullable(channel.tryLock(place, 1, false));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }
}

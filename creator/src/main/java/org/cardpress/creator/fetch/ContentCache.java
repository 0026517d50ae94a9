package org.cardpress.creator.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files kept under the name of their own hash, so that what is there is right and two builds share it. A file appears by rename
 * when it is complete. Shared by threads and processes; the least recently used go where it grows too large.
 */
public final class ContentCache {
    private static final Logger LOG = LoggerFactory.getLogger(ContentCache.class);

    private final Path directory;
    private final long mostBytes;
    private final Clock clock;
    private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** @param mostBytes that files may take once a build has ended */
    public ContentCache(Path directory, long mostBytes, Clock clock) {
        this.directory = directory;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /**
     * The file of that name, made first where it is missing.
     *
     * @param key a hash, part of the file's name
     * @param maker writes the file; a part that an earlier attempt left is handed to it
     * @param own where to keep a second name of the file, so that no other build can take it away
     */
    public Path get(String key, Maker maker, Path own) throws IOException {
        Path whole = directory.resolve(key);
        ReentrantLock lock = locks.computeIfAbsent(key, name -> new ReentrantLock());
        lock.lock();
        try (FileChannel file = open(key);
                FileLock among = file.lock()) {
            if (!Files.exists(whole)) {
                Path part = directory.resolve(key + ".part");
                maker.make(part);
                Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            } else {
                LOG.debug("cache has {}", key);
            }
            Files.setLastModifiedTime(whole, FileTime.from(clock.instant()));
            return link(whole, own);
        } finally {
            lock.unlock();
        }
    }

    private FileChannel open(String key) throws IOException {
        Files.createDirectories(directory);
        return FileChannel.open(directory.resolve(key + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static Path link(Path whole, Path own) throws IOException {
        try {
            return Files.createLink(own, whole);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("{} is used in place: {}", whole, e.getMessage());
            return whole;
        }
    }

    /** Deletes the least recently used files until the rest is small enough. */
    public void trim() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Entry> entries = new ArrayList<>();
        try (var files =
                Files.newDirectoryStream(directory, each -> !each.toString().endsWith(".lock"))) {
            for (Path file : files) {
                entries.add(new Entry(file, Files.size(file), Files.getLastModifiedTime(file)));
            }
        } catch (NoSuchFileException e) {
            LOG.debug("another creator is trimming too: {}", e.getMessage());
            return;
        }
        long total = entries.stream().mapToLong(Entry::bytes).sum();
        entries.sort(Comparator.comparing(Entry::used));
        for (Entry entry : entries) {
            if (total <= mostBytes) {
                return;
            }
            LOG.info("cache over {} bytes: {} of {} bytes goes", mostBytes, entry.file.getFileName(), entry.bytes);
            Files.deleteIfExists(entry.file);
            total -= entry.bytes;
        }
    }

    /** Writes a file that the cache does not have. */
    @FunctionalInterface
    public interface Maker {
        void make(Path part) throws IOException;
    }

    private record Entry(Path file, long bytes, FileTime used) {}
}

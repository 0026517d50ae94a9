package org.cardpress.creator.fetch;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One walk through a cache that lets go of what the policy does not keep. All files of a key go together: the file, its stamp, a part
 * of it, what is known of its URL. A key with a file {@code KEY.pin} stays, and so does one that a build holds at this moment.
 */
final class CacheTrim {
    private static final Logger LOG = LoggerFactory.getLogger(CacheTrim.class);
    private static final String PIN = ".pin";
    private static final String EDITION = ".edition";

    private final Path directory;
    private final CachePolicy policy;
    private final Instant now;
    private final KeyLocks locks;

    CacheTrim(Path directory, CachePolicy policy, Instant now, KeyLocks locks) {
        this.directory = directory;
        this.policy = policy;
        this.now = now;
        this.locks = locks;
    }

    void run() throws IOException {
        List<Entry> entries = entries();
        long total = entries.stream().mapToLong(Entry::bytes).sum();
        Set<String> replaced = replaced(entries);
        for (Entry entry : entries) {
            boolean old = replaced.contains(entry.key)
                    || entry.used.toInstant().plus(policy.oldest()).isBefore(now);
            if ((old || total > policy.mostBytes()) && !entry.pinned && letGo(entry)) {
                total -= entry.bytes;
            }
        }
    }

    /** Keys of books of which enough newer editions are there. */
    private Set<String> replaced(List<Entry> entries) {
        Map<String, List<Entry>> books = new TreeMap<>();
        for (Entry entry : entries) {
            if (entry.edition != null) {
                books.computeIfAbsent(entry.edition.book(), book -> new ArrayList<>())
                        .add(entry);
            }
        }
        Set<String> replaced = new HashSet<>();
        for (List<Entry> book : books.values()) {
            List<String> dates = book.stream()
                    .map(each -> requireNonNull(each.edition).date())
                    .distinct()
                    .sorted(Comparator.reverseOrder())
                    .limit(policy.editions())
                    .toList();
            book.stream()
                    .filter(each -> !dates.contains(requireNonNull(each.edition).date()))
                    .forEach(each -> replaced.add(each.key));
        }
        return replaced;
    }

    private boolean letGo(Entry entry) throws IOException {
        Optional<FileLock> free = locks.tryTake(entry.key);
        if (free.isEmpty()) {
            return false;
        }
        try (FileLock lock = free.get()) {
            LOG.info("cache lets go of {}: {} bytes, last used {} ({})", entry.key, entry.bytes, entry.used, lock);
            for (Path file : entry.files) {
                Files.deleteIfExists(file);
            }
        }
        return true;
    }

    /** By key; the least recently used first. */
    private List<Entry> entries() throws IOException {
        Map<String, List<Path>> keys = new TreeMap<>();
        try (var files = Files.newDirectoryStream(
                directory, each -> !each.getFileName().toString().equals("locks"))) {
            files.forEach(file ->
                    keys.computeIfAbsent(key(file), key -> new ArrayList<>()).add(file));
        }
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, List<Path>> each : keys.entrySet()) {
            entries.add(entry(each.getKey(), each.getValue()));
        }
        entries.sort(Comparator.comparing(Entry::used));
        return entries;
    }

    private static String key(Path file) {
        return file.getFileName()
                .toString()
                .replaceAll("\\.(part|stamp|tag|known|pin|edition|zimcheck|pieces)$", "")
                .replaceAll("\\.part$", "");
    }

    private Entry entry(String key, List<Path> files) throws IOException {
        long bytes = 0;
        FileTime used = FileTime.fromMillis(0);
        for (Path file : files) {
            try {
                bytes += Files.size(file);
                // A whole file keeps the time of its making: its stamp tells of its use.
                FileTime time = Files.getLastModifiedTime(file);
                used = time.compareTo(used) > 0 ? time : used;
            } catch (NoSuchFileException e) {
                LOG.debug("another creator is at work too: {}", e.getMessage());
            }
        }
        boolean pinned = files.stream().anyMatch(each -> each.toString().endsWith(PIN));
        Edition edition = Edition.read(directory.resolve(key + EDITION)).orElse(null);
        return new Entry(key, files, bytes, used, pinned, edition);
    }

    private record Entry(
            String key,
            List<Path> files,
            long bytes,
            FileTime used,
            boolean pinned,
            @Nullable Edition edition) {}
}

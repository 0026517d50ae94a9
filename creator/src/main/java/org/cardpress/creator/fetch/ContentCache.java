package org.cardpress.creator.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.Checksum;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files kept under the name of their own hash, so that what is there is right and all builds share it. A file appears by rename
 * when it is complete and on the disk; what an attempt leaves is kept as {@code .part} for the next. A file is looked at before each
 * use: one that the disk has changed goes and is made again. Shared by threads and processes.
 */
public final class ContentCache {
    private static final Logger LOG = LoggerFactory.getLogger(ContentCache.class);
    private static final String SHA256 = "sha256-[0-9a-f]{64}";

    private final Path directory;
    private final CachePolicy policy;
    private final Clock clock;

    public ContentCache(Path directory, CachePolicy policy, Clock clock) {
        this.directory = directory;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * The file of that name, made first where it is missing.
     *
     * @param key a hash, part of the file's name
     * @param maker writes the file; a part that an earlier attempt left is handed to it
     * @param own where to keep a second name of the file, so that no other build can take it away
     * @param watch may end the waiting for another build that makes the same file
     */
    public Path get(String key, Maker maker, Path own, CreateListener watch) throws IOException {
        try (FileLock lock = locks().take(key, watch)) {
            LOG.trace("{} is held: {}", key, lock);
            Path whole = directory.resolve(key);
            if (Files.exists(whole) && isSound(key, whole, watch)) {
                LOG.debug("cache has {}", key);
                return use(key, own);
            }
            Path part = directory.resolve(key + ".part");
            maker.make(part);
            keep(key, part, watch);
            return use(key, own);
        }
    }

    /** The file of that name where it is there and sound. */
    Optional<Path> find(String key, Path own, CreateListener watch) throws IOException {
        try (FileLock lock = locks().take(key, watch)) {
            LOG.trace("{} is held: {}", key, lock);
            Path whole = directory.resolve(key);
            return Files.exists(whole) && isSound(key, whole, watch) ? Optional.of(use(key, own)) : Optional.empty();
        }
    }

    /** Whether there is a file of that name; whether it is sound shows at its use. */
    public boolean has(String key) {
        return Files.isRegularFile(directory.resolve(key));
    }

    /** SHA-256 of the bytes of a file that is there, in lower-case hex, as it was found when they were last hashed. */
    Optional<String> sha256(String key) throws IOException {
        return key.matches(SHA256)
                ? Optional.of(key.substring("sha256-".length()))
                : CacheStamp.read(stamp(key)).map(CacheStamp::sha256);
    }

    /** Notes which edition of a book the file of that name is, so that later ones may take its place. */
    void note(String key, Edition edition) throws IOException {
        edition.write(directory.resolve(key + ".edition"));
    }

    /** Lets go of a file that is right and yet of no use. */
    void discard(String key, CreateListener watch) throws IOException {
        try (FileLock lock = locks().take(key, watch)) {
            LOG.info("cache lets go of {}, which was rejected ({})", key, lock);
            Files.deleteIfExists(directory.resolve(key));
            Files.deleteIfExists(stamp(key));
        }
    }

    /** What was found out about bytes, kept beside them. */
    Verdicts verdicts() {
        return new Verdicts(this, clock);
    }

    /** Where files lie; made if need be. */
    Path directory() throws IOException {
        return Files.createDirectories(directory);
    }

    KeyLocks locks() throws IOException {
        return KeyLocks.of(directory());
    }

    private void keep(String key, Path part, CreateListener watch) throws IOException {
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Path whole = directory.resolve(key);
        CacheStamp.of(part, sha256(key, part, watch), clock.instant()).write(stamp(key));
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String sha256(String key, Path file, CreateListener watch) throws IOException {
        return key.matches(SHA256)
                ? key.substring("sha256-".length())
                : Digests.of(file, Checksum.Algorithm.SHA256, watch).hex();
    }

    private Path stamp(String key) {
        return directory.resolve(key + ".stamp");
    }

    private boolean isSound(String key, Path whole, CreateListener watch) throws IOException {
        Optional<CacheStamp> stamp = CacheStamp.read(stamp(key));
        Instant now = clock.instant();
        if (stamp.isPresent() && stamp.get().looksLike(whole) && recent(stamp.get(), now)) {
            return true;
        }
        Optional<String> expected =
                key.matches(SHA256) ? Optional.of(key.substring("sha256-".length())) : stamp.map(CacheStamp::sha256);
        String came = Digests.of(whole, Checksum.Algorithm.SHA256, watch).hex();
        if (expected.isPresent() && expected.get().equals(came)) {
            CacheStamp.of(whole, came, now).write(stamp(key));
            return true;
        }
        LOG.warn("cache file {} has SHA-256 {} (expected {}): it goes and is made again", whole, came, expected);
        Files.delete(whole);
        Files.deleteIfExists(stamp(key));
        return false;
    }

    private boolean recent(CacheStamp stamp, Instant now) {
        return stamp.proved().plus(policy.trust()).isAfter(now);
    }

    private Path use(String key, Path own) throws IOException {
        Path whole = directory.resolve(key);
        Files.setLastModifiedTime(stamp(key), FileTime.from(clock.instant()));
        try {
            return Files.createLink(own, whole);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("{} is used in place: {}", whole, e.getMessage());
            return whole;
        }
    }

    /** Deletes what was not used for too long, then the least recently used until the rest is small enough. */
    public void trim() throws IOException {
        if (Files.isDirectory(directory)) {
            new CacheTrim(directory, policy, clock.instant(), locks()).run();
        }
    }

    /** Writes a file that the cache does not have. */
    @FunctionalInterface
    public interface Maker {
        void make(Path part) throws IOException;
    }
}

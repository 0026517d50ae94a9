package org.cardpress.creator.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Optional;

/**
 * What was found out about bytes at some expense, by their SHA-256, so that it is paid once. Small files of the cache, let go of when
 * they were not asked for too long. Shared by threads and processes.
 */
public final class Verdicts {
    private final ContentCache cache;
    private final Clock clock;

    Verdicts(ContentCache cache, Clock clock) {
        this.cache = cache;
        this.clock = clock;
    }

    /**
     * The verdict, where there is one.
     *
     * @param judge who judged, a short word
     */
    public Optional<String> find(String judge, String sha256) throws IOException {
        Path file = file(judge, sha256);
        try {
            String text = Files.readString(file);
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return Optional.of(text);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Remembers a verdict; appears whole or not at all. */
    public void keep(String judge, String sha256, String verdict) throws IOException {
        Path file = file(judge, sha256);
        Path fresh = Files.createTempFile(file.getParent(), "verdict", ".part");
        Files.writeString(fresh, verdict);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(String judge, String sha256) throws IOException {
        return cache.directory().resolve("sha256-" + sha256 + "." + judge);
    }
}

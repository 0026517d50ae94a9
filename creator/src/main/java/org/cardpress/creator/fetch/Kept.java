package org.cardpress.creator.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.hotspot.Checksum;
import org.cardpress.protocol.image.MbrEntry;
import org.cardpress.protocol.preflight.Answer;
import org.cardpress.protocol.preflight.BaseHead;
import org.jspecify.annotations.Nullable;

/**
 * What this machine has of a source before anything is fetched: a file in its own directories, or one in its caches. Looks and takes
 * nothing: whether the bytes are still right is checked when they are used. Safe for many threads.
 */
public final class Kept {
    private final LocalFiles local;
    private final ContentCache contents;
    private final ContentCache bases;

    /** @param bases cache of unpacked base images */
    public Kept(LocalFiles local, ContentCache contents, ContentCache bases) {
        this.local = local;
        this.contents = contents;
        this.bases = bases;
    }

    /**
     * A file of this machine.
     *
     * @throws org.cardpress.creator.job.CreateFailure where it is not there, or not for orders
     */
    public Answer.There local(URI place, boolean base) throws IOException {
        return there(local.resolve(place), String.valueOf(place.getPath()), base, true);
    }

    /** The bytes with this checksum, in a cache; empty where they are in none. */
    public Optional<Answer.There> withChecksum(URI place, Checksum checksum, boolean base) throws IOException {
        String key = Fetcher.key(checksum);
        Optional<Path> file = file(contents, key);
        Optional<Path> unpacked = base ? file(bases, key + ".img") : Optional.empty();
        if (unpacked.isPresent()) {
            @Nullable Long size = file.isPresent() ? Long.valueOf(Files.size(file.get())) : null;
            return Optional.of(new Answer.There(size, true, table(unpacked.get(), "unpacked.img")));
        }
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(there(file.get(), String.valueOf(place.getPath()), base, true));
    }

    /** Whether a cache holds what a URL without a checksum gave the last time; its server decides whether that still counts. */
    public boolean mayHave(URI place) throws IOException {
        return Files.exists(contents.directory().resolve(Fetcher.name(place) + ".known"));
    }

    private static Optional<Path> file(ContentCache cache, String key) throws IOException {
        return Optional.of(cache.directory().resolve(key)).filter(Files::isRegularFile);
    }

    private static Answer.There there(Path file, String name, boolean base, boolean here) throws IOException {
        return new Answer.There(Files.size(file), here, base ? table(file, name) : null);
    }

    private static @Nullable List<MbrEntry> table(Path file, String name) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return BaseHead.table(name, in.readNBytes(BaseHead.BYTES));
        }
    }
}

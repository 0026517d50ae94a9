package org.cardpress.creator.fetch;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.Checksum;
import org.cardpress.protocol.hotspot.UploadUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the file of a source: a local one in place, a remote one from the cache, fetched first where it is not there. With a checksum
 * only bytes that match it come back; without one a remote file is fetched anew where its server does not say that it is still the same.
 */
public final class Fetcher {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
    /** What has one place only is not shared out. */
    private static final PiecePolicy WHOLE = new PiecePolicy(1, 16L << 20, Long.MAX_VALUE);

    private final LocalFiles local;
    private final ContentCache cache;
    private final Retries retries;
    private final DiskSpace space;
    private final PiecePolicy pieces;
    private final Web web;

    /** @param reach servers that may be asked */
    public Fetcher(LocalFiles local, ContentCache cache, Retries retries, DiskSpace space, Reach reach) {
        this(local, cache, retries, space, reach, PiecePolicy.usual());
    }

    /** @param pieces how large files are shared out among their mirrors */
    Fetcher(LocalFiles local, ContentCache cache, Retries retries, DiskSpace space, Reach reach, PiecePolicy pieces) {
        this.local = local;
        this.cache = cache;
        this.retries = retries;
        this.space = space;
        this.pieces = pieces;
        this.web = new Web(reach, retries.silence());
    }

    /** The file, to be read only. It stays at least until the workspace goes. */
    public Path fetch(Source source, Path workspace, String name, CreateListener watch) throws IOException {
        return bring(source, workspace, name, watch).file();
    }

    /** As {@link #fetch}, with what is known about the bytes. */
    public Fetched bring(Source source, Path workspace, String name, CreateListener watch) throws IOException {
        watch.check();
        Checksum checksum = source.checksum();
        if (source.isLocal()) {
            Path file = local.resolve(source.uri());
            check(source, file, watch);
            return new Fetched(file, source, null, sha256(checksum));
        }
        Path own = workspace.resolve(name);
        if (checksum == null) {
            return revalidated(source, own, watch);
        }
        Path file = cache.get(key(checksum), part -> download(part, watch).bring(source), own, watch);
        return fetched(file, source, key(checksum));
    }

    /** As {@link #bring}, for an upload of the order's customer. */
    public Fetched bringUpload(Source source, OwnUploads uploads, Path workspace, String name, CreateListener watch)
            throws IOException {
        watch.check();
        Checksum checksum = source.checksum();
        UploadUrl upload = UploadUrl.of(source.uri()).orElseThrow();
        if (checksum == null) {
            throw CreateFailure.wrong(
                    "content.checksum", source.uri() + " without checksum (expected the one that it was ordered with)");
        }
        Source there = new Source(uploads.place(upload), source.size(), checksum);
        Web scheduler = uploads.web(retries.silence());
        Path file = cache.get(
                key(checksum),
                part -> new ProvenDownload(scheduler, retries, space, WHOLE, watch, part).bring(there),
                workspace.resolve(name),
                watch);
        return new Fetched(file, source, key(checksum), sha256(checksum));
    }

    private static @Nullable String sha256(@Nullable Checksum checksum) {
        return checksum != null && checksum.algorithm() == Checksum.Algorithm.SHA256 ? checksum.hex() : null;
    }

    private Fetched fetched(Path file, Source source, String key) throws IOException {
        Optional<Edition> edition = Edition.of(source.uri());
        if (edition.isPresent()) {
            cache.note(key, edition.get());
        }
        return new Fetched(file, source, key, cache.sha256(key).orElse(null));
    }

    /** Lets go of a file that turned out to be of no use; one of this machine stays. */
    public void discard(Fetched fetched, CreateListener watch) throws IOException {
        if (fetched.key() != null && fetched.source() != null) {
            cache.discard(fetched.key(), watch);
            Files.deleteIfExists(known(fetched.source()));
        }
    }

    /** What was found out about files that were fetched. */
    public Verdicts verdicts() {
        return cache.verdicts();
    }

    /** What files about a URL without a checksum are called in the cache. */
    static String name(URI uri) {
        return "url-" + Digests.sha256(uri.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Path known(Source source) throws IOException {
        return cache.directory().resolve(name(source.uri()) + ".known");
    }

    /** What the bytes with this checksum are called in the cache. */
    static String key(Checksum checksum) {
        return checksum.toString().replace(':', '-');
    }

    /** Without a checksum the server says whether the bytes are still those of the last time. */
    private Fetched revalidated(Source source, Path own, CreateListener watch) throws IOException {
        String name = name(source.uri());
        Path known = known(source);
        try (FileLock lock = cache.locks().take(name, watch)) {
            LOG.trace("{} is held: {}", name, lock);
            Optional<KnownUrl> before = KnownUrl.read(known);
            if (before.isPresent()
                    && (source.size() == null || source.size() == before.get().size())
                    && stillHolds(source, before.get(), watch)) {
                Optional<Path> found = cache.find(before.get().key(), own, watch);
                if (found.isPresent()) {
                    before.get().write(known);
                    return fetched(found.get(), source, before.get().key());
                }
            }
            Path part = cache.directory().resolve(name + ".part");
            Validator validator = revalidatable(source, part, watch);
            String key = key(Digests.of(part, Checksum.Algorithm.SHA256, watch));
            if (validator == null) {
                Files.deleteIfExists(known);
            } else {
                new KnownUrl(validator, Files.size(part), key).write(known);
            }
            Path file = cache.get(key, empty -> Files.move(part, empty, REPLACE_EXISTING), own, watch);
            Files.deleteIfExists(part);
            return fetched(file, source, key);
        }
    }

    private @Nullable Validator revalidatable(Source source, Path part, CreateListener watch) throws IOException {
        try {
            Validator validator = new HttpDownload(web, retries, space, watch).bring(source, part);
            check(source, part, watch);
            return validator;
        } catch (CreateFailure e) {
            if (!e.error().retryable()) {
                Files.deleteIfExists(part);
                Files.deleteIfExists(HttpDownload.tag(part));
            }
            throw e;
        }
    }

    private boolean stillHolds(Source source, KnownUrl before, CreateListener watch) {
        try (Answer answer = web.open("HEAD", source.uri(), Map.of(), watch.cancel())) {
            return before.stillHolds(answer);
        } catch (IOException e) {
            LOG.debug("{} does not say whether it changed: {}", source.uri(), e.getMessage());
            return false;
        }
    }

    private ProvenDownload download(Path part, CreateListener watch) {
        return new ProvenDownload(web, retries, space, pieces, watch, part);
    }

    /** Refuses a file that is not what the source says. */
    static void check(Source source, Path file, CreateListener watch) throws IOException {
        long size = Files.size(file);
        if (source.size() != null && size != source.size()) {
            throw CreateFailure.wrong(
                    "content.size",
                    source.uri() + " has " + size + " bytes (expected the declared " + source.size() + ")");
        }
        Checksum expected = source.checksum();
        if (expected != null) {
            Checksum came = Digests.of(file, expected.algorithm(), watch);
            if (!came.equals(expected)) {
                throw CreateFailure.wrong(
                        "content.checksum", source.uri() + " has checksum " + came + " (expected " + expected + ")");
            }
        }
    }
}

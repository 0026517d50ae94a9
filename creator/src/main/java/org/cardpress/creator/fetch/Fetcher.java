package org.cardpress.creator.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.Checksum;

/**
 * Gives the file of a source: a local one in place, a remote one from the cache, fetched first where it is not there. With a checksum
 * only bytes that match it come back; without one a remote file is fetched for this build alone.
 */
public final class Fetcher {
    private final LocalFiles local;
    private final ContentCache cache;
    private final Retries retries;
    private final DiskSpace space;

    public Fetcher(LocalFiles local, ContentCache cache, Retries retries, DiskSpace space) {
        this.local = local;
        this.cache = cache;
        this.retries = retries;
        this.space = space;
    }

    /** The file, to be read only. It stays at least until the workspace goes. */
    public Path fetch(Source source, Path workspace, String name, CreateListener watch) throws IOException {
        watch.check();
        if (source.isLocal()) {
            Path file = local.resolve(source.uri());
            check(source, file, watch);
            return file;
        }
        Path own = workspace.resolve(name);
        if (source.checksum() == null) {
            download(source, own, watch);
            return own;
        }
        String key = source.checksum().toString().replace(':', '-');
        return cache.get(key, part -> bring(source, part, watch), own);
    }

    /** What lies there from an earlier attempt may be from another mirror or damaged: then once more from the start. */
    private void bring(Source source, Path part, CreateListener watch) throws IOException {
        boolean resumed = Files.exists(part);
        try {
            download(source, part, watch);
        } catch (CreateFailure e) {
            if (!resumed || !e.error().code().equals("content.checksum")) {
                throw e;
            }
            download(source, part, watch);
        }
    }

    private void download(Source source, Path target, CreateListener watch) throws IOException {
        new HttpDownload(retries, space, watch).bring(source, target);
        try {
            check(source, target, watch);
        } catch (CreateFailure e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }

    private static void check(Source source, Path file, CreateListener watch) throws IOException {
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

package org.cardpress.creator.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one file over HTTP. A broken transfer goes on where it stopped, as long as the server shows that it is still the same
 * file; otherwise it begins anew. Failures that time may heal are tried again with growing pauses.
 */
final class HttpDownload {
    private static final Logger LOG = LoggerFactory.getLogger(HttpDownload.class);
    private static final int BUFFER = 256 << 10;
    private static final Set<Integer> WORTH_WAITING = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final Web web;
    private final Retries retries;
    private final DiskSpace space;
    private final CreateListener watch;
    private @Nullable Validator validator;

    HttpDownload(Web web, Retries retries, DiskSpace space, CreateListener watch) {
        this.web = web;
        this.retries = retries;
        this.space = space;
        this.watch = watch;
    }

    /**
     * Brings the file and tells what the server said to know it by, or null. What the target holds already is taken as its begin: to
     * be proved by the checksum, or where there is none by the server, asked with what an earlier attempt wrote beside it.
     */
    @Nullable
    Validator bring(Source source, Path target) throws IOException {
        Path tag = tag(target);
        validator = Validator.read(tag).orElse(null);
        bring(source, target, tag);
        Files.deleteIfExists(tag);
        return validator;
    }

    /** Where is kept what the server said to know a part by. */
    static Path tag(Path target) {
        return target.resolveSibling(target.getFileName() + ".tag");
    }

    private void bring(Source source, Path target, Path tag) throws IOException {
        List<URI> places = new ArrayList<>(source.places());
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            Path directory = Objects.requireNonNull(target.toAbsolutePath().getParent());
            int failures = 0;
            while (true) {
                long before = file.size();
                Source from = source.only(places.get(0));
                try {
                    if (transfer(from, file, directory, tag)) {
                        return;
                    }
                    failures = file.size() > before ? 1 : failures + 1;
                    pause(from, failures, "the connection ended after " + file.size() + " bytes", null);
                } catch (CreateFailure e) {
                    if (places.size() == 1 || e.error().code().equals("disk.full")) {
                        throw e;
                    }
                    places.remove(0);
                    LOG.warn("{}; goes on with {}", e.getMessage(), places.get(0));
                } catch (IOException e) {
                    watch.check();
                    if (DiskSpace.isFull(e)) {
                        throw e;
                    }
                    failures = file.size() > before ? 1 : failures + 1;
                    pause(from, failures, e.getClass().getSimpleName() + ": " + e.getMessage(), e);
                    Collections.rotate(places, -1);
                }
            }
        }
    }

    private void pause(Source source, int failures, String why, @Nullable IOException cause) {
        if (failures >= retries.attempts()) {
            String message = "cannot fetch " + source.uri() + " after " + failures + " attempts: " + why
                    + " (expected the file; is the URL right and the server up?)";
            throw cause == null
                    ? CreateFailure.later("content.unreachable", message)
                    : CreateFailure.later("content.unreachable", message, cause);
        }
        LOG.warn("fetching {} failed, next attempt in {}: {}", source.uri(), retries.pause(failures), why);
        try {
            watch.cancel().await(retries.pause(failures));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CreateFailure.later("content.unreachable", "fetching " + source.uri() + " was interrupted", e);
        }
        watch.check();
    }

    /** One connection; true where the file is complete. */
    private boolean transfer(Source source, FileChannel file, Path directory, Path tag) throws IOException {
        boolean known = validator != null && validator.uri().equals(source.uri());
        if (!known && source.checksum() == null) {
            // Nothing would show that the two halves are of one file.
            file.truncate(0);
        }
        try (Answer answer = ask(source.uri(), file.size())) {
            int code = answer.code();
            if (code == 416) {
                file.truncate(0);
                return false;
            }
            if (code != 200 && code != 206) {
                refuse(source, code);
            }
            if (code == 200 || !continues(answer, file.size())) {
                file.truncate(0);
                if (code == 206) {
                    return false;
                }
            }
            remember(Validator.of(source.uri(), answer).orElse(null), tag);
            return receive(source, answer, file, directory);
        }
    }

    private static void refuse(Source source, int code) throws IOException {
        String message = source.uri() + " answered " + code + " (expected 200 or 206)";
        if (WORTH_WAITING.contains(code)) {
            throw new IOException(message);
        }
        throw CreateFailure.wrong("content.unreachable", message);
    }

    private static boolean continues(Answer answer, long from) {
        return answer.header("Content-Range")
                .filter(range -> range.startsWith("bytes " + from + "-"))
                .isPresent();
    }

    private void remember(@Nullable Validator told, Path tag) throws IOException {
        if (told == null) {
            Files.deleteIfExists(tag);
        } else if (!told.equals(validator)) {
            told.write(tag);
        }
        validator = told;
    }

    private boolean receive(Source source, Answer answer, FileChannel file, Path directory) throws IOException {
        long begin = file.size();
        long announced = answer.length();
        checkSize(source, announced < 0 ? -1 : begin + announced);
        if (announced > 0) {
            space.require(directory, announced, "the download of " + source.uri());
        }
        long at = begin;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = answer.body()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                watch.check();
                if (source.size() != null && at + count > source.size()) {
                    checkSize(source, at + count);
                }
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    at += file.write(bytes, at);
                }
                watch.advance(count);
            }
        }
        return announced < 0 || at == begin + announced;
    }

    private static void checkSize(Source source, long size) {
        if (size >= 0 && source.size() != null && size != source.size()) {
            throw CreateFailure.wrong(
                    "content.size",
                    source.uri() + " has " + size + " bytes or more (expected the declared " + source.size() + ")");
        }
    }

    private Answer ask(URI uri, long from) throws IOException {
        if (from == 0) {
            return web.open("GET", uri, Map.of(), watch.cancel());
        }
        String range = "bytes=" + from + "-";
        return validator != null && validator.uri().equals(uri)
                ? web.open("GET", uri, Map.of("Range", range, "If-Range", validator.text()), watch.cancel())
                : web.open("GET", uri, Map.of("Range", range), watch.cancel());
    }
}

package org.cardpress.warehouse.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Gives an upload its name once it is proven whole. The order is what makes it safe against a fall at any point: bytes to disk, then
 * the name by an atomic rename, then the directory to disk. A published file is never replaced; publishing the same again is
 * a success, so a client that did not hear the answer may ask again.
 */
public final class Publisher {
    private final Root root;
    private final Incoming incoming;
    private final Object[] locks =
            IntStream.range(0, 64).mapToObj(i -> new Object()).toArray();

    public Publisher(Root root, Incoming incoming) {
        this.root = root;
        this.incoming = incoming;
    }

    /** What {@link #publish} did. */
    public enum Outcome {
        PUBLISHED,
        ALREADY_THERE
    }

    /** Publishes what came for {@code path}, when it is {@code size} bytes with the given SHA-256; otherwise refuses. */
    public Outcome publish(TaskName task, VirtualPath path, long size, Sha256 expected) throws IOException {
        synchronized (locks[Math.floorMod(path.hashCode(), locks.length)]) {
            OptionalLong came = incoming.settledLength(task, path);
            Optional<Path> published = root.file(path);
            if (came.isEmpty()) {
                return compare(path, published.orElseThrow(() -> nothingCame(path)), size, expected);
            }
            check(task, path, came.getAsLong(), size, expected);
            if (published.isPresent()) {
                Outcome same = compare(path, published.get(), size, expected);
                incoming.drop(task, path);
                return same;
            }
            if (root.look(path).isPresent()) {
                throw wrong(path + " is not a file (expected a name that is free)");
            }
            name(task, path);
            return Outcome.PUBLISHED;
        }
    }

    /** Reads a published file and refuses where it is not there, or not what it should be. */
    public void verify(VirtualPath path, long size, Sha256 expected) throws IOException {
        Path published = root.file(path).orElseThrow(() -> wrong(path + " is not there (expected a published file)"));
        long there = Files.size(published);
        if (there != size) {
            throw wrong(path + " has " + there + " bytes, expected " + size);
        }
        Sha256 actual = Sha256.of(published);
        if (!actual.equals(expected)) {
            throw wrong(path + " has SHA-256 " + actual + ", expected " + expected);
        }
    }

    private void check(TaskName task, VirtualPath path, long came, long size, Sha256 expected) throws IOException {
        if (came < size) {
            throw wrong(path + ": " + came + " bytes came, expected " + size + "; kept, go on with REST " + came);
        }
        if (came > size) {
            incoming.drop(task, path);
            throw wrong(path + ": " + came + " bytes came, expected " + size + "; removed, send it again");
        }
        Sha256 actual = incoming.hash(task, path, came);
        if (!actual.equals(expected)) {
            incoming.drop(task, path);
            throw wrong(path + ": SHA-256 " + actual + " came, expected " + expected + "; removed, send it again");
        }
    }

    private static Outcome compare(VirtualPath path, Path published, long size, Sha256 expected) throws IOException {
        long there = Files.size(published);
        if (there != size) {
            throw wrong(path + " exists with " + there + " bytes, expected " + size
                    + "; a published file is never replaced");
        }
        Sha256 actual = Sha256.of(published);
        if (!actual.equals(expected)) {
            throw wrong(path + " exists with SHA-256 " + actual + ", expected " + expected
                    + "; a published file is never replaced");
        }
        return Outcome.ALREADY_THERE;
    }

    private void name(TaskName task, VirtualPath path) throws IOException {
        Path from = incoming.place(task, path);
        try (FileChannel channel = FileChannel.open(from, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Path directory = root.makeDirectories(path.parent());
        Files.move(from, directory.resolve(path.name()), StandardCopyOption.ATOMIC_MOVE);
        Root.force(directory);
        incoming.drop(task, path);
    }

    private static UploadRefused nothingCame(VirtualPath path) {
        return wrong("Nothing came for " + path + " (expected an upload before SITE PUBLISH)");
    }

    private static UploadRefused wrong(String message) {
        return new UploadRefused(UploadRefused.Reason.WRONG_CONTENT, message);
    }
}

package org.cardpress.warehouse.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Uploads that have no name yet, each in the directory of its task. A file has one writer: when a worker comes back over a new
 * connection while the old one hangs half-open, the old one is cut, so that what is told to the worker about the length stays true.
 */
public final class Incoming {
    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    private final Root root;
    private final Space space;
    private final HashStates hashes = new HashStates();
    private final Map<Path, Receiving> open = new HashMap<>();

    public Incoming(Root root, Space space) {
        this.root = root;
        this.space = space;
    }

    /** Bytes there of an upload; empty when none was begun. Ends a connection that still adds to it. */
    public OptionalLong settledLength(TaskName task, VirtualPath path) throws IOException {
        Path file = place(task, path);
        takeOver(file);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? OptionalLong.of(Files.size(file))
                : OptionalLong.empty();
    }

    /**
     * Goes on with an upload at {@code offset}; what was there beyond it is dropped.
     *
     * @param cut ends the connection the bytes come from; called from another thread when a newer connection takes over
     */
    public Receiving receive(TaskName task, VirtualPath path, long offset, Runnable cut) throws IOException {
        long there = settledLength(task, path).orElse(0);
        if (offset > there) {
            throw new UploadRefused(
                    UploadRefused.Reason.WRONG_OFFSET,
                    "Cannot go on at byte " + offset + " of " + path + ": " + there + " bytes are here (expected REST "
                            + there + " or less)");
        }
        space.require(1);
        Path file = place(task, path);
        Files.createDirectories(file.getParent());
        Receiving receiving = new Receiving(file, space, cut, this);
        begin(file, receiving, path);
        try {
            receiving.start(offset, hashes);
            return receiving;
        } catch (IOException failed) {
            receiving.close();
            throw failed;
        }
    }

    /** Removes an upload and what is known of it; false when there is none. */
    public boolean drop(TaskName task, VirtualPath path) throws IOException {
        Path file = place(task, path);
        takeOver(file);
        hashes.forget(file);
        return Files.deleteIfExists(file);
    }

    /** Ends every connection that bytes come from; for the end of the process. */
    public void cutAll() {
        List<Receiving> all;
        synchronized (this) {
            all = List.copyOf(open.values());
        }
        all.forEach(Receiving::cut);
    }

    /** The SHA-256 of an upload of {@code length} bytes. */
    Sha256 hash(TaskName task, VirtualPath path, long length) throws IOException {
        return Sha256.of(hashes.after(place(task, path), length));
    }

    /** Where the bytes lie until they are published. */
    Path place(TaskName task, VirtualPath path) throws IOException {
        return root.locate(root.incoming().resolve(task.value()), path);
    }

    /** Whether bytes are coming in below {@code directory} right now. */
    synchronized boolean busy(Path directory) {
        return open.keySet().stream().anyMatch(file -> file.startsWith(directory));
    }

    /** Called once by {@code receiving} when its file is closed; {@code digest} is of all {@code length} bytes of it. */
    void closed(Path file, long length, @Nullable MessageDigest digest) throws IOException {
        try {
            if (digest != null && Files.exists(file) && Files.size(file) == length) {
                hashes.keep(file, length, digest);
            } else {
                hashes.forget(file);
            }
        } finally {
            synchronized (this) {
                open.remove(file);
                notifyAll();
            }
        }
    }

    private synchronized void begin(Path file, Receiving receiving, VirtualPath path) throws IOException {
        if (open.putIfAbsent(file, receiving) != null) {
            throw new UploadRefused(
                    UploadRefused.Reason.BUSY,
                    "Another connection is uploading " + path + " (expected one at a time); try again");
        }
    }

    private void takeOver(Path file) throws IOException {
        Receiving older;
        synchronized (this) {
            older = open.get(file);
        }
        if (older != null) {
            older.cut(); // not under the lock: the thread that writes needs it to close
            awaitClosed(file);
        }
    }

    private synchronized void awaitClosed(Path file) throws IOException {
        long deadline = System.nanoTime() + PATIENCE;
        while (open.containsKey(file)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new UploadRefused(
                        UploadRefused.Reason.BUSY,
                        "Another connection is still uploading " + file.getFileName() + "; try again in a while");
            }
            try {
                wait(left);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new UploadRefused(UploadRefused.Reason.BUSY, "The warehouse is stopping; try again later");
            }
        }
    }
}

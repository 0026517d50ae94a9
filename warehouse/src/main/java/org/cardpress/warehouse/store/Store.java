package org.cardpress.warehouse.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the store over one directory, which one process owns at a time: names are given out and uploads are counted in memory,
 * so a second warehouse on the same directory is refused.
 */
public final class Store implements AutoCloseable {
    private final Root root;
    private final Space space;
    private final Incoming incoming;
    private final Publisher publisher;
    private final ActiveTasks activeTasks = new ActiveTasks();
    private final FileChannel lock;

    private Store(Root root, Space space, FileChannel lock) {
        this.root = root;
        this.space = space;
        this.lock = lock;
        this.incoming = new Incoming(root, space);
        this.publisher = new Publisher(root, incoming);
    }

    /**
     * Takes the directory.
     *
     * @param reserve bytes of the disk that uploads leave free
     */
    public static Store open(Path directory, SpaceProbe probe, long reserve) throws IOException {
        Root root = Root.open(directory);
        Path file = root.top().resolve(".lock");
        FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(lock) == null) {
            lock.close();
            throw new IOException(root.top() + " is used by another warehouse (expected a directory of its own)");
        }
        Files.createDirectories(root.incoming());
        return new Store(root, new Space(root, probe, reserve), lock);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    public Root root() {
        return root;
    }

    public Space space() {
        return space;
    }

    public Incoming incoming() {
        return incoming;
    }

    public Publisher publisher() {
        return publisher;
    }

    public ActiveTasks activeTasks() {
        return activeTasks;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}

package org.cardpress.protocol.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The directory where one loop works on one task at a time. It belongs to one process, is emptied when a task begins and when it
 * ends, and nothing in it survives. For one thread.
 */
final class Workspace implements AutoCloseable {
    private static final String LOCK = ".lock";

    private final Path root;
    private final FileChannel lockFile;

    private Workspace(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Takes the directory, made if need be, and clears what a killed process left there.
     *
     * @throws IOException if another process works there, or it cannot be used
     */
    static Workspace open(Path directory) throws IOException {
        Path root = Files.createDirectories(directory).toRealPath();
        FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (locked(channel) == null) {
            channel.close();
            throw new IOException("directory " + root + " is used by another worker (expected one of its own)");
        }
        Workspace workspace = new Workspace(root, channel);
        workspace.clear();
        return workspace;
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** An empty directory for a task. */
    Path begin(String taskId) throws IOException {
        Path directory = root.resolve(taskId);
        if (!root.equals(directory.normalize().getParent())) {
            throw new IOException("task id \"" + taskId + "\" (expected one that can name a directory)");
        }
        clear();
        return Files.createDirectory(directory);
    }

    /** Deletes everything in it; links are deleted, not followed. */
    void clear() throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(root.resolve(LOCK))) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed) throws IOException {
                if (failed != null) {
                    throw failed;
                }
                if (!directory.equals(root)) {
                    Files.delete(directory);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() throws IOException {
        try (lockFile) {
            clear();
        }
    }
}

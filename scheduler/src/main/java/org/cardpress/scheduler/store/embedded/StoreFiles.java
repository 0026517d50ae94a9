package org.cardpress.scheduler.store.embedded;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The three files of an embedded store, readable by their owner only: orders hold names, addresses and keys.
 *
 * @param data the H2 MVStore file
 * @param mark the version that was last acknowledged, see {@link HighWaterMark}
 * @param lock held while a process has the store open, see {@link StoreLock}
 */
record StoreFiles(Path data, Path mark, Path lock) {
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    static StoreFiles in(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory.toAbsolutePath().getParent());
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
            }
        } catch (IOException e) {
            throw new EmbeddedStoreException("cannot create the store's directory " + directory + ": " + e, e);
        }
        return new StoreFiles(
                directory.resolve("store.mv"), directory.resolve("store.mark"), directory.resolve("store.lock"));
    }

    /** Creates the file with its final permissions when it is missing, so that it is never readable by others, not even briefly. */
    static void createPrivate(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_FILE));
        } catch (FileAlreadyExistsException e) {
            Files.setPosixFilePermissions(file, OWNER_FILE);
        }
    }
}

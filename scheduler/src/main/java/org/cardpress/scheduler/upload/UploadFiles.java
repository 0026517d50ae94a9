package org.cardpress.scheduler.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.cardpress.protocol.upload.UploadKind;
import org.cardpress.scheduler.record.OrderId;

/** The bytes of uploads: one file each, named by its id, for this program alone to read. Safe for many threads. */
public final class UploadFiles {
    private static final int BUFFER = 256 << 10;

    private final Path directory;

    public UploadFiles(Path directory) {
        this.directory = directory;
    }

    void create(String id) {
        try {
            Files.createDirectories(directory);
            Files.createFile(
                    file(id), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            throw new IllegalStateException("upload " + id + " has a file already (ids are random)", e);
        } catch (IOException e) {
            throw failed(id, e);
        }
    }

    /** Bytes that are here; 0 where there is no file. */
    public long length(String id) {
        try {
            return Files.size(file(id));
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw failed(id, e);
        }
    }

    FileChannel append(String id) throws IOException {
        return FileChannel.open(file(id), StandardOpenOption.WRITE);
    }

    /** The bytes from this one on; the caller closes it. */
    InputStream read(String id, long from) throws IOException {
        FileChannel channel = FileChannel.open(file(id), StandardOpenOption.READ);
        return Channels.newInputStream(channel.position(from));
    }

    /** What it begins with; shorter where less is here. */
    byte[] head(String id) {
        try (InputStream in = read(id, 0)) {
            return in.readNBytes(UploadKind.MAGIC_BYTES);
        } catch (IOException e) {
            throw failed(id, e);
        }
    }

    /** Adds the bytes from {@code from} on to a hash. */
    void hash(String id, long from, MessageDigest digest) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = read(id, from)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        } catch (IOException e) {
            throw failed(id, e);
        }
    }

    /** Has what is written survive a power cut. */
    void force(String id) {
        try (FileChannel file = append(id)) {
            file.force(true);
        } catch (IOException e) {
            throw failed(id, e);
        }
    }

    void truncate(String id, long length) {
        try (FileChannel file = append(id)) {
            file.truncate(length);
        } catch (IOException e) {
            throw failed(id, e);
        }
    }

    void delete(String id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw failed(id, e);
        }
    }

    /** When a byte came last; {@code otherwise} where there is no file. */
    Instant touched(String id, Instant otherwise) {
        try {
            return Files.getLastModifiedTime(file(id)).toInstant();
        } catch (NoSuchFileException e) {
            return otherwise;
        } catch (IOException e) {
            throw failed(id, e);
        }
    }

    /** Ids of all files. */
    List<String> ids() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(OrderId::isValid)
                    .toList();
        } catch (IOException e) {
            throw failed("", e);
        }
    }

    /** Bytes that the disk has left. */
    long free() {
        try {
            return Files.getFileStore(Files.createDirectories(directory)).getUsableSpace();
        } catch (IOException e) {
            throw failed("", e);
        }
    }

    private Path file(String id) {
        if (!OrderId.isValid(id)) {
            throw new IllegalArgumentException("upload id \"" + id + "\" (expected 20 characters of base 32)");
        }
        return directory.resolve(id);
    }

    private UncheckedIOException failed(String id, IOException e) {
        return new UncheckedIOException("directory of uploads " + directory + ", file \"" + id + "\"", e);
    }
}

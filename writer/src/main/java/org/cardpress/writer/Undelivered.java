package org.cardpress.writer;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.worker.Finish;

/**
 * Last words about cards that the scheduler has not taken yet, on disk before they are said: one file a task, written whole or not at
 * all, readable by this account only since it holds the token of the lease. Safe for many threads.
 */
final class Undelivered {
    private static final String ENDING = ".json";

    private final ObjectMapper json = ObjectMapper.getDefault();
    private final Path directory;

    private Undelivered(Path directory) {
        this.directory = directory;
    }

    static Undelivered open(Path directory) throws IOException {
        return new Undelivered(Files.createDirectories(directory));
    }

    /** Keeps the word, in place of an earlier one about this task. */
    synchronized void keep(String taskId, Finish word) throws IOException {
        Path file = fileOf(taskId);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel out = FileChannel.open(
                draft,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer left = ByteBuffer.wrap(json.writeValueAsBytes(word));
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        Shelf.sync(directory);
    }

    /** The word of this lease is said, or will never be heard. A word of a later lease stays. */
    synchronized void forget(String taskId, String leaseToken) throws IOException {
        if (find(taskId).filter(kept -> kept.leaseToken().equals(leaseToken)).isPresent()) {
            Files.deleteIfExists(fileOf(taskId));
        }
    }

    synchronized Optional<Finish> find(String taskId) throws IOException {
        try {
            return Optional.ofNullable(json.readValue(Files.readAllBytes(fileOf(taskId)), Finish.class));
        } catch (NoSuchFileException said) {
            return Optional.empty();
        }
    }

    /** Ids of the tasks whose last word is still to be said. */
    synchronized List<String> tasks() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }

    private Path fileOf(String taskId) {
        return directory.resolve(CardLedger.checked(taskId) + ENDING);
    }
}

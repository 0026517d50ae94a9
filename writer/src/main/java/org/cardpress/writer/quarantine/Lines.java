package org.cardpress.writer.quarantine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.cardpress.protocol.image.Shelf;

/** A small file of lines, replaced as a whole, or not there. */
final class Lines {
    private Lines() {}

    static List<String> read(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    static void write(Path directory, String name, List<String> lines) throws IOException {
        Path draft = directory.resolve(name + ".new");
        Files.write(draft, lines);
        Files.move(draft, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        Shelf.sync(directory);
    }
}

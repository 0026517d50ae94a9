package org.cardpress.writer.virtual;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The hand at a virtual slot: puts cards in and takes them out. What it does is seen by a running writer at its next look.
 *
 * @param place directory and name of the slot, such as {@code /tmp/slots/A}
 */
public record VirtualSlot(Path place) {
    private static final long SMALLEST = 1 << 20;

    public VirtualSlot {
        if (!place.isAbsolute() || place.getFileName() == null) {
            throw new IllegalArgumentException(
                    "virtual slot " + place + " (expected an absolute path such as /tmp/slots/A)");
        }
        place = place.normalize();
    }

    /** The card, there or not. */
    public Path card() {
        return place.resolveSibling(place.getFileName() + ".card");
    }

    /** The card that was taken out last. */
    public Path takenOut() {
        return place.resolveSibling(place.getFileName() + ".out");
    }

    /**
     * Puts a fresh card in.
     *
     * @param size bytes, as the card says
     * @param locked whether its lock is on
     * @throws FileAlreadyExistsException if there is one already
     */
    public void insert(long size, Map<Quirk, Long> quirks, boolean locked) throws IOException {
        if (size < SMALLEST || size % 512 != 0) {
            throw new IllegalArgumentException(
                    "card of " + size + " bytes (expected at least 1 MiB, in sectors of 512)");
        }
        Path directory = Files.createDirectories(card().toAbsolutePath().getParent());
        if (Files.exists(card())) {
            throw new FileAlreadyExistsException(card().toString(), null, "there is a card in this slot already");
        }
        Path draft = directory.resolve(place.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (RandomAccessFile file = new RandomAccessFile(draft.toFile(), "rw")) {
            file.setLength(size);
        }
        Files.writeString(
                quirks(place),
                quirks.entrySet().stream()
                        .map(quirk -> quirk.getKey().word() + " " + quirk.getValue() + "\n")
                        .collect(Collectors.joining()));
        lock(draft, locked);
        Files.move(draft, card(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes the card out, also in the middle of writing. It stays as a file beside, in place of the one before. */
    public void remove() throws IOException {
        if (!Files.exists(card())) {
            throw new NoSuchFileException(card().toString(), null, "there is no card in this slot");
        }
        Files.move(card(), takenOut(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Slides the lock. */
    public void lock(boolean on) throws IOException {
        lock(card(), on);
    }

    private static void lock(Path card, boolean on) throws IOException {
        Files.setPosixFilePermissions(card, PosixFilePermissions.fromString(on ? "r--r--r--" : "rw-r--r--"));
    }

    /** What is wrong with the card that is in. */
    Map<Quirk, Long> quirks() throws IOException {
        Map<Quirk, Long> quirks = new EnumMap<>(Quirk.class);
        if (Files.exists(quirks(place))) {
            for (String line : Files.readAllLines(quirks(place))) {
                String[] words = line.strip().split("\\s+", 2);
                if (words.length == 2) {
                    quirks.put(Quirk.of(words[0]), Long.parseLong(words[1]));
                }
            }
        }
        return quirks;
    }

    private static Path quirks(Path place) {
        return place.resolveSibling(place.getFileName() + ".quirks");
    }
}

package org.cardpress.writer.quarantine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Three different cards in a row that fail in one slot are no accident: the slot is set aside until somebody has seen to its
 * reader. One file a slot, with the cards that failed since the last good one; whoever removes the file clears the slot. Safe
 * for many threads, one a slot.
 */
public final class SlotTrust {
    private static final int TOO_MANY = 3;

    private final Path directory;

    private SlotTrust(Path directory) {
        this.directory = directory;
    }

    public static SlotTrust open(Path directory) throws IOException {
        return new SlotTrust(Files.createDirectories(directory));
    }

    /** A card failed in a way that may be the reader's doing. */
    public void failed(String slot, String card) throws IOException {
        List<String> cards = new ArrayList<>(Lines.read(directory.resolve(slot)));
        if (!cards.contains(card)) {
            cards.add(card);
            Lines.write(directory, slot, cards);
        }
    }

    /** A card came out well, or a person has looked at the reader. */
    public void clear(String slot) throws IOException {
        Files.deleteIfExists(directory.resolve(slot));
    }

    /** Names of the slots that are set aside. */
    public List<String> setAside() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (!name.endsWith(".new") && isSetAside(name)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    public boolean isSetAside(String slot) throws IOException {
        return Lines.read(directory.resolve(slot)).size() >= TOO_MANY;
    }
}

package org.cardpress.writer.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.cardpress.protocol.image.Shelf;

/**
 * One small file a card, below one directory: which image, which writing of it, and up to where it has reached the card. Replaced
 * as a whole, so that a crash leaves the old word or the new one. Forgotten after 90 days. Safe for many threads, one a card.
 */
public final class CardJournal {
    private static final Duration KEPT = Duration.ofDays(90);

    private final Path directory;

    private CardJournal(Path directory) {
        this.directory = directory;
    }

    public static CardJournal open(Path directory, InstantSource clock) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(clock.instant().minus(KEPT))) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return new CardJournal(directory);
    }

    /**
     * How far a writing came.
     *
     * @param job as the card's stamp tells it
     * @param imageSha256 of the raw image
     * @param flushed all units that begin below this byte are on the card
     */
    public record Entry(UUID job, String imageSha256, long flushed) {}

    /** What is known of this card; empty too for a file that makes no sense, since starting afresh is always right. */
    public Optional<Entry> find(UUID card) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file(card));
            return lines.size() == 3
                    ? Optional.of(new Entry(UUID.fromString(lines.get(0)), lines.get(1), Long.parseLong(lines.get(2))))
                    : Optional.empty();
        } catch (NoSuchFileException never) {
            return Optional.empty();
        } catch (IllegalArgumentException damaged) {
            Files.deleteIfExists(file(card));
            return Optional.empty();
        }
    }

    public void record(UUID card, Entry entry) throws IOException {
        Path draft = directory.resolve(card + ".new");
        String text = entry.job() + "\n" + entry.imageSha256() + "\n" + entry.flushed() + "\n";
        try (FileChannel out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
        Files.move(draft, file(card), StandardCopyOption.ATOMIC_MOVE);
        Shelf.sync(directory);
    }

    public void forget(UUID card) throws IOException {
        Files.deleteIfExists(file(card));
    }

    private Path file(UUID card) {
        return directory.resolve(card.toString());
    }
}

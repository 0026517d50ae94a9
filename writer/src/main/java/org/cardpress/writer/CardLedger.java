package org.cardpress.writer;

import io.micronaut.serde.ObjectMapper;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.writer.slot.CardIdentity;

/**
 * What this host remembers of its cards, through crashes. For each finished card, that it is finished: a task that comes back
 * because nobody heard of its end gets its record, not a second card. For each slot, which card is spent (finished or failed):
 * it stays untouched until the slot has seen it change. Small files below one directory, written whole or not at all; kept for 90
 * days. Safe for many threads.
 */
final class CardLedger {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Pattern TASK = Pattern.compile("[0-9a-z]+\\.w[0-9]+");

    private final ObjectMapper json = ObjectMapper.getDefault();
    private final Path finished;
    private final Path spent;
    private final InstantSource clock;
    private final TasksInHand inHand = new TasksInHand();
    private final Undelivered undelivered;

    private CardLedger(Path directory, Undelivered undelivered, InstantSource clock) {
        this.finished = directory.resolve("finished");
        this.spent = directory.resolve("spent");
        this.undelivered = undelivered;
        this.clock = clock;
    }

    static CardLedger open(Path directory, InstantSource clock) throws IOException {
        CardLedger ledger = new CardLedger(directory, Undelivered.open(directory.resolve("undelivered")), clock);
        Files.createDirectories(ledger.finished);
        Files.createDirectories(ledger.spent);
        ledger.recover();
        ledger.forgetOld();
        return ledger;
    }

    /** The tasks that slots of this machine work on. */
    TasksInHand inHand() {
        return inHand;
    }

    /** What is still to be said to the scheduler. */
    Undelivered undelivered() {
        return undelivered;
    }

    Instant now() {
        return clock.instant();
    }

    /** The record of a task's card, if that card is finished. */
    Optional<FinishedCard> finished(String taskId) throws IOException {
        try {
            List<String> lines = Files.readAllLines(fileOf(taskId));
            return Optional.of(new FinishedCard(
                    Objects.requireNonNull(json.readValue(lines.get(0), CardWritten.class)),
                    Objects.requireNonNull(json.readValue(lines.get(1), CardReport.class))));
        } catch (NoSuchFileException never) {
            return Optional.empty();
        }
    }

    /**
     * Keeps the record of a finished card, which is spent by that. One file says both, so that no crash leaves a finished card that
     * nobody knows, or a record whose card gets overwritten.
     *
     * @param card as the slot shows it after the last byte
     */
    void finish(String slot, CardIdentity card, String taskId, FinishedCard record) throws IOException {
        fileOf(taskId);
        String lines = json.writeValueAsString(record.written()) + "\n" + json.writeValueAsString(record.report());
        write(spent.resolve(slot), card.mark() + "\nfinished (task " + taskId + ")\n" + taskId + "\n" + lines);
        keep(taskId, lines);
    }

    /** Marks the card that is in the slot now. {@code why} ends the sentence "the card in slot A is …". */
    void spend(String slot, CardIdentity card, String why) throws IOException {
        write(spent.resolve(slot), card.mark() + "\n" + why);
    }

    /** Why this card must not be used; empty for a card that may be. */
    Optional<String> spent(String slot, CardIdentity card) throws IOException {
        List<String> lines = lines(spent.resolve(slot));
        return lines.size() >= 2 && card.isOf(lines.get(0)) ? Optional.of(lines.get(1)) : Optional.empty();
    }

    /** The slot was seen empty: whatever comes next is another card. */
    void emptied(String slot) throws IOException {
        Files.deleteIfExists(spent.resolve(slot));
    }

    private Path fileOf(String taskId) {
        return finished.resolve(checked(taskId) + ".json");
    }

    /** An id that may name a file. */
    static String checked(String taskId) {
        if (!TASK.matcher(taskId).matches()) {
            throw new IllegalArgumentException("write task '" + taskId + "' (expected an id like abc.w1)");
        }
        return taskId;
    }

    private void keep(String taskId, String record) throws IOException {
        write(fileOf(taskId), record);
    }

    /** A crash may have come between the two files of a finished card. */
    private void recover() throws IOException {
        try (Stream<Path> slots = Files.list(spent)) {
            for (Path slot : slots.toList()) {
                List<String> lines = lines(slot);
                if (lines.size() == 5 && !Files.exists(fileOf(lines.get(2)))) {
                    keep(lines.get(2), lines.get(3) + "\n" + lines.get(4));
                }
            }
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException never) {
            return List.of();
        }
    }

    private void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        Shelf.sync(file.startsWith(spent) ? spent : finished);
    }

    private void forgetOld() throws IOException {
        Instant oldest = clock.instant().minus(KEPT);
        try (Stream<Path> files = Files.list(finished)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}

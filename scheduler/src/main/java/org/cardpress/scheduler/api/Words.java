package org.cardpress.scheduler.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.TaskId;
import org.jspecify.annotations.Nullable;

/** Turns words of paths and queries into what they stand for, or refuses them. */
final class Words {
    private Words() {}

    /** An order's id; what cannot be one is not found. */
    static OrderId order(String word) {
        if (!OrderId.isValid(word)) {
            throw notFound("order", word);
        }
        return new OrderId(word);
    }

    /** A design's id; what cannot be one is not found. */
    static String design(String word) {
        if (!OrderId.isValid(word)) {
            throw notFound("design", word);
        }
        return word;
    }

    /** An upload's id; what cannot be one is not found. */
    static String upload(String word) {
        if (!OrderId.isValid(word)) {
            throw notFound("upload", word);
        }
        return word;
    }

    /** An address's id; what cannot be one is not found. */
    static String address(String word) {
        if (!OrderId.isValid(word)) {
            throw notFound("address", word);
        }
        return word;
    }

    /** A task's id; what cannot be one is not found. */
    static TaskId task(String word) {
        if (!TaskId.isValid(word)) {
            throw notFound("task", word);
        }
        return TaskId.parse(word);
    }

    static <T> @Nullable T one(String path, @Nullable String word, Function<String, T> ofWire) {
        if (word == null || word.isEmpty()) {
            return null;
        }
        try {
            return ofWire.apply(word);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new ProblemException(
                    ErrorCode.MALFORMED, path + ": " + message, List.of(new Problem.Detail(path, message)));
        }
    }

    static @Nullable Instant time(String path, @Nullable String word) {
        return one(path, word, text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" (expected a time such as 2026-01-31T12:00:00Z)", e);
            }
        });
    }

    /** Words parted by commas. */
    static <T> Set<T> several(String path, @Nullable String words, Function<String, T> ofWire) {
        if (words == null || words.isEmpty()) {
            return Set.of();
        }
        return Arrays.stream(words.split(",", 50))
                .map(word -> java.util.Objects.requireNonNull(one(path, word.isEmpty() ? "," : word, ofWire)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ProblemException notFound(String what, String word) {
        return new ProblemException(ErrorCode.NOT_FOUND, what + " \"" + cut(word) + "\" (this is no id)");
    }

    /** For messages. */
    static String cut(String word) {
        return word.length() <= 60 ? word : word.substring(0, 60) + "…";
    }
}

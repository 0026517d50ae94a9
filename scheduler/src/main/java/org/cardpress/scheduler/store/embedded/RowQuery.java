package org.cardpress.scheduler.store.embedded;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A query read once and then put to many rows of texts. Knows equality, {@code $in}, regular expressions, {@code $and} and {@code
 * $or}, which is all that lists ask; what it does not know it refuses whole, so that the library's own matcher decides.
 *
 * @param isForAll whether every row matches
 */
record RowQuery(boolean isForAll, Predicate<@Nullable String[]> rows) {
    boolean matches(@Nullable String[] row) {
        return rows.test(row);
    }

    /** Null where it asks for other fields or in other ways. */
    static @Nullable RowQuery of(Document query, List<String> fields) {
        Predicate<@Nullable String[]> rows = all(query, fields);
        return rows == null ? null : new RowQuery(query.isEmpty(), rows);
    }

    private static @Nullable Predicate<@Nullable String[]> all(Document query, List<String> fields) {
        Predicate<@Nullable String[]> all = row -> true;
        for (String key : query.keySet()) {
            Predicate<@Nullable String[]> part =
                    switch (key) {
                        case "$and" -> several(query.get(key), fields, true);
                        case "$or" -> several(query.get(key), fields, false);
                        default -> field(fields.indexOf(key), query.get(key));
                    };
            if (part == null) {
                return null;
            }
            all = all.and(part);
        }
        return all;
    }

    private static @Nullable Predicate<@Nullable String[]> several(
            @Nullable Object queries, List<String> fields, boolean each) {
        if (!(queries instanceof List<?> list) || list.isEmpty()) {
            return null;
        }
        List<Predicate<@Nullable String[]>> parts = new ArrayList<>();
        for (Object one : list) {
            Predicate<@Nullable String[]> part = one instanceof Document query ? all(query, fields) : null;
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        return each
                ? row -> parts.stream().allMatch(part -> part.test(row))
                : row -> parts.stream().anyMatch(part -> part.test(row));
    }

    private static @Nullable Predicate<@Nullable String[]> field(int place, @Nullable Object wanted) {
        if (place < 0) {
            return null;
        }
        if (wanted instanceof String text) {
            return row -> text.equals(row[place]);
        }
        if (BsonRegularExpression.isRegularExpression(wanted)) {
            BsonRegularExpression pattern = BsonRegularExpression.convertToRegularExpression(wanted);
            return row -> row[place] != null && pattern.matcher(row[place]).find();
        }
        Set<String> words = wanted instanceof Document query && query.keySet().equals(Set.of("$in"))
                ? words(query.get("$in"))
                : null;
        return words == null ? null : row -> words.contains(row[place]);
    }

    private static @Nullable Set<String> words(@Nullable Object list) {
        Set<String> words = new HashSet<>();
        for (Object each : list instanceof Iterable<?> all ? all : List.of(0)) {
            if (!(each instanceof String word)) {
                return null;
            }
            words.add(word);
        }
        return words;
    }
}

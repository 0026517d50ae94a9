package org.cardpress.scheduler.store.mongo;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Reads and writes the fields of one document: what is null is left out, what must be there is asked for by name. */
final class Fields {
    private final Document document;

    Fields(Document document) {
        this.document = document;
    }

    /** Begins a new document. */
    static Fields empty() {
        return new Fields(new Document());
    }

    Document document() {
        return document;
    }

    Fields put(String name, @Nullable Object value) {
        if (value != null) {
            document.put(name, value);
        }
        return this;
    }

    /** Instants are kept in milliseconds. */
    Fields put(String name, @Nullable Instant value) {
        return put(name, value == null ? null : Date.from(value));
    }

    <T> Fields put(String name, @Nullable T value, Function<T, Document> toDocument) {
        return put(name, value == null ? null : toDocument.apply(value));
    }

    <T> Fields putAll(String name, List<T> values, Function<T, Document> toDocument) {
        return put(name, values.stream().map(toDocument).toList());
    }

    String text(String name) {
        return required(name, String.class);
    }

    @Nullable
    String maybeText(String name) {
        return document.getString(name);
    }

    long number(String name) {
        return required(name, Number.class).longValue();
    }

    int smallNumber(String name) {
        return Math.toIntExact(number(name));
    }

    @Nullable
    Long maybeNumber(String name) {
        Number value = document.get(name, Number.class);
        return value == null ? null : value.longValue();
    }

    boolean flag(String name) {
        return required(name, Boolean.class);
    }

    Instant instant(String name) {
        return required(name, Date.class).toInstant();
    }

    <T> @Nullable T maybe(String name, Function<Fields, T> fromFields) {
        Document value = document.get(name, Document.class);
        return value == null ? null : fromFields.apply(new Fields(value));
    }

    <T> T one(String name, Function<Fields, T> fromFields) {
        return fromFields.apply(new Fields(required(name, Document.class)));
    }

    <T> List<T> all(String name, Function<Fields, T> fromFields) {
        return required(name, List.class).stream()
                .map(value -> fromFields.apply(new Fields((Document) value)))
                .toList();
    }

    boolean has(String name) {
        return document.get(name) != null;
    }

    List<String> texts(String name) {
        return document.getList(name, String.class, List.of());
    }

    <T> T required(String name, Class<T> type) {
        T value = document.get(name, type);
        if (value == null) {
            throw new IllegalStateException("stored document " + document.get("_id") + " has no field " + name
                    + " (expected " + type.getSimpleName() + "); it was written by another version of Cardpress");
        }
        return value;
    }
}

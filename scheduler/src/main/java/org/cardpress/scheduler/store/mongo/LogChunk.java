package org.cardpress.scheduler.store.mongo;

import org.bson.Document;

/**
 * A piece of a kept log.
 *
 * @param number of the chunk in its attempt, from 0
 * @param start where it begins, in characters kept
 * @param next where the worker's text is to go on, in characters written; grows with every change
 */
record LogChunk(int number, long start, long next, String text) {
    static final String NEXT = "next";

    static LogChunk of(int number, Fields chunk) {
        return new LogChunk(number, chunk.number("start"), chunk.number(NEXT), chunk.text("text"));
    }

    /** Where the next chunk begins, in characters kept. */
    long end() {
        return start + text.length();
    }

    Document toDocument(String id) {
        return new Document("_id", id).append("start", start).append(NEXT, next).append("text", text);
    }
}

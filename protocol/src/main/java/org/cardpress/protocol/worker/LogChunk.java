package org.cardpress.protocol.worker;

import io.micronaut.serde.annotation.Serdeable;

/**
 * Body of {@code POST /tasks/{id}/log}.
 *
 * @param offset position of the text in this attempt's log, counted in characters; what the scheduler has already is ignored
 * @param text at most 64 KiB
 */
@Serdeable
public record LogChunk(String leaseToken, long offset, String text) {
    /** Without token and text. */
    @Override
    public String toString() {
        return "LogChunk[" + offset + "+" + text.length() + "]";
    }

    /** Answer: where the next chunk begins. */
    @Serdeable
    public record Answer(long nextOffset) {}
}

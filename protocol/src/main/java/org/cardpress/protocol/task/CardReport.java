package org.cardpress.protocol.task;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one card, as its writer tells it: of one that came out well, and of one that failed.
 *
 * @param verdict whether everything mapped was read back right
 * @param imageSha256 of the raw image that went on it, or should have
 * @param slot letter of the slot
 * @param capacity size of the card in bytes, as it says
 * @param vendor as the reader tells it
 * @param model as the reader tells it
 * @param serial serial number of the reader, or of the card where the reader shows it
 * @param cid card identification register in hex, where the reader shows it
 * @param stamp our own number of the card, which it carries itself; null where the image has no room for one
 * @param bytesWritten mapped bytes written; 0 where it failed
 * @param bytesVerified mapped bytes read back from the card; 0 where it failed
 * @param writeRate bytes a second while writing; 0 where it failed
 * @param verifyRate bytes a second while verifying; 0 where it failed
 * @param repairedBlocks blocks that held only at the second write
 * @param unstableReads blocks that read wrong once and right the next time
 * @param millis from the first look at the card to the verdict
 * @param fault word of what was wrong, such as {@code card.media_error}; null where nothing was
 * @param message the same as the operator read it
 * @param endedAt when the verdict was reached, by the clock of the writer
 */
@Serdeable
public record CardReport(
        Verdict verdict,
        String imageSha256,
        String slot,
        long capacity,
        @Nullable String vendor,
        @Nullable String model,
        @Nullable String serial,
        @Nullable String cid,
        @Nullable String stamp,
        long bytesWritten,
        long bytesVerified,
        long writeRate,
        long verifyRate,
        int repairedBlocks,
        int unstableReads,
        long millis,
        @Nullable String fault,
        @Nullable String message,
        Instant endedAt) {
    /** Whether the card may be sent to anybody. */
    @Serdeable
    public enum Verdict {
        VERIFIED,
        FAILED
    }
}

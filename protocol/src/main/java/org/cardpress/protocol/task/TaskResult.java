package org.cardpress.protocol.task;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.micronaut.serde.annotation.Serdeable;
import org.cardpress.protocol.image.ImageRef;
import org.jspecify.annotations.Nullable;

/** What a task that succeeded hands over. */
@Serdeable
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TaskResult.ImageBuilt.class, name = "image_built"),
    @JsonSubTypes.Type(value = TaskResult.ImageShelved.class, name = "image_shelved"),
    @JsonSubTypes.Type(value = TaskResult.ImageRemoved.class, name = "image_removed"),
    @JsonSubTypes.Type(value = TaskResult.CardWritten.class, name = "card_written")
})
public sealed interface TaskResult {
    /** A create task: the image is in the warehouse. */
    @Serdeable
    record ImageBuilt(ImageRef image) implements TaskResult {}

    /** A download task: the image is complete and verified on the shelf. */
    @Serdeable
    record ImageShelved(long rawSize, long millis) implements TaskResult {}

    /** A download task: the image has left the shelf. */
    @Serdeable
    record ImageRemoved() implements TaskResult {}

    /**
     * A write task: the record of one card.
     *
     * @param slot letter of the slot
     * @param capacity size of the card in bytes
     * @param vendor as the reader tells it
     * @param model as the reader tells it
     * @param serial serial number of the reader, or of the card where the reader shows it
     * @param cid card identification register in hex, where the reader shows it
     * @param bytesWritten mapped bytes written
     * @param bytesVerified mapped bytes read back from the card
     * @param writeRate bytes a second while writing
     * @param verifyRate bytes a second while verifying
     * @param repairedBlocks blocks that held only at the second write
     * @param millis from the first byte to the verdict
     */
    @Serdeable
    record CardWritten(
            String slot,
            long capacity,
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String serial,
            @Nullable String cid,
            long bytesWritten,
            long bytesVerified,
            long writeRate,
            long verifyRate,
            int repairedBlocks,
            long millis)
            implements TaskResult {}
}

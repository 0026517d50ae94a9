package org.cardpress.protocol.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.micronaut.serde.annotation.Serdeable;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.ImageRef;
import org.jspecify.annotations.Nullable;

/** What is to be done. */
@Serdeable
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TaskSpec.CreateImage.class, name = "create_image"),
    @JsonSubTypes.Type(value = TaskSpec.FetchImage.class, name = "fetch_image"),
    @JsonSubTypes.Type(value = TaskSpec.RemoveImage.class, name = "remove_image"),
    @JsonSubTypes.Type(value = TaskSpec.WriteCard.class, name = "write_card")
})
public sealed interface TaskSpec {
    /**
     * Build the image and put it into the warehouse.
     *
     * @param imageName file name without ending
     * @param publicLink whether the image will be downloaded by the public
     * @param reuse image of the same config, which will do where the warehouse still has it; null for none
     */
    @Serdeable
    record CreateImage(
            String imageName,
            HotspotConfig config,
            boolean publicLink,
            @Nullable ImageRef reuse) implements TaskSpec {
        /** Builds without a look for another image. */
        public CreateImage(String imageName, HotspotConfig config, boolean publicLink) {
            this(imageName, config, publicLink, null);
        }
    }

    /** Bring the image from the warehouse to the shelf. */
    @Serdeable
    record FetchImage(ImageRef image) implements TaskSpec {}

    /** Remove the image of this order from the shelf: all its cards are written, or the order was canceled. */
    @Serdeable
    record RemoveImage(ImageRef image) implements TaskSpec {}

    /**
     * Write one card.
     *
     * @param card number of the card, from 1
     * @param cards how many cards the order has
     * @param cardSize least capacity of the card in bytes
     */
    @Serdeable
    record WriteCard(ImageRef image, int card, int cards, long cardSize) implements TaskSpec {}
}

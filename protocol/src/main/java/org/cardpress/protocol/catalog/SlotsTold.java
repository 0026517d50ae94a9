package org.cardpress.protocol.catalog;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * Body of {@code POST /slots}: all card slots of one writer host, as they are now.
 *
 * @param host name of the machine
 */
@Serdeable
public record SlotsTold(String host, List<SlotState> slots) {
    public SlotsTold {
        slots = List.copyOf(slots);
    }
}

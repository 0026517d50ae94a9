package org.cardpress.protocol.floor;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.order.TaskView;
import org.jspecify.annotations.Nullable;

/**
 * One writer host and all that concerns its card slots, at one glance: no config, no recipient, no link.
 *
 * @param version stands for all the rest: another one, another sight. Opaque
 * @param approved whether the host may take work
 * @param slots by name
 * @param waiting cards of this host that wait for a slot
 * @param toShip orders whose cards are all written, of all hosts, youngest first, at most 20
 */
@Serdeable
public record HostFloor(
        String host, String version, boolean approved, List<Slot> slots, int waiting, List<Order> toShip) {
    public HostFloor {
        slots = List.copyOf(slots);
        toShip = List.copyOf(toShip);
    }

    /** The same under this version. */
    public HostFloor with(String newVersion) {
        return new HostFloor(host, newVersion, approved, slots, waiting, toShip);
    }

    /**
     * One card slot.
     *
     * @param name letter on the slot
     * @param task what it works on; where that is nothing, what it did last for an order that has not ended; null where that is nothing either
     * @param order the order of that task
     * @param aside why it is out of service; null where it is not
     */
    @Serdeable
    public record Slot(
            String name,
            @Nullable TaskView task,
            @Nullable Order order,
            @Nullable SlotAside aside) {}

    /**
     * What is to be known of an order beside the slots.
     *
     * @param leastCard capacity in bytes that a card must have; 0 where that is not known
     */
    @Serdeable
    public record Order(String id, String name, int quantity, int cardsWritten, long leastCard) {}
}

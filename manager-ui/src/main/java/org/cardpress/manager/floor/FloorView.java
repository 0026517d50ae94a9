package org.cardpress.manager.floor;

import java.util.List;
import org.cardpress.protocol.floor.HostFloor;

/** One writer host and all that concerns its slots, as its page shows it. */
public record FloorView(HostFloor floor) {
    public String host() {
        return floor.host();
    }

    /** Whether the host may take work. */
    public boolean approved() {
        return floor.approved();
    }

    public List<Slot> slots() {
        return floor.slots().stream().map(Slot::new).toList();
    }

    /** Cards of this host that no slot has taken yet. */
    public int waiting() {
        return floor.waiting();
    }

    /** Orders whose cards are all written. */
    public List<HostFloor.Order> toShip() {
        return floor.toShip();
    }

    /** Those that are in service. */
    public List<Slot> usable() {
        return slots().stream().filter(slot -> slot.aside() == null).toList();
    }

    /** Those that people took out of service. */
    public List<Slot> aside() {
        return slots().stream().filter(slot -> slot.aside() != null).toList();
    }
}

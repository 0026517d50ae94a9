package org.cardpress.warehouse;

import org.cardpress.warehouse.access.AccessCheck;
import org.cardpress.warehouse.link.LinkLookup;
import org.cardpress.warehouse.removal.RemovalSource;
import org.cardpress.warehouse.room.RoomReport;

/** Everything a warehouse asks of the scheduler. */
record SchedulerCalls(AccessCheck access, LinkLookup links, RemovalSource removals, RoomReport room) {}

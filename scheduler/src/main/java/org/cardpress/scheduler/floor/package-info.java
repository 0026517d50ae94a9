/**
 * What people beside the card slots of a writer host see: {@link org.cardpress.scheduler.floor.FloorOrders} remembers what orders have to
 * do with slots, {@link org.cardpress.scheduler.floor.FloorNews} tells who waits for it. It decides nothing.
 */
@NullMarked
package org.cardpress.scheduler.floor;

import org.jspecify.annotations.NullMarked;

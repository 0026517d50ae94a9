/** How much room the warehouse has: measured here, told to the scheduler now and then, so that people see it before it runs out. */
@NullMarked
package org.cardpress.warehouse.room;

import org.jspecify.annotations.NullMarked;

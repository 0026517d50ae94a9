/** Who and what takes part: accounts, channels, warehouses and hosts. */
@NullMarked
package org.cardpress.scheduler.catalog;

import org.jspecify.annotations.NullMarked;

/** The things an order refers to: users, channels, warehouses, hosts. */
@NullMarked
package org.cardpress.protocol.catalog;

import org.jspecify.annotations.NullMarked;

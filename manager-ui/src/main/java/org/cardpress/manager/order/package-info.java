/** The pages of orders: list, one order with its live line, what can be done to it, logs. */
@NullMarked
package org.cardpress.manager.order;

import org.jspecify.annotations.NullMarked;

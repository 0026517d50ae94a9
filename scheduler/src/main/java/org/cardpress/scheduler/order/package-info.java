/**
 * What people do with orders: place, cancel, retry, ship, anonymise, delete; and {@link
 * org.cardpress.scheduler.order.OrderMoves}, the only way by which an order is changed, whoever asks.
 */
@NullMarked
package org.cardpress.scheduler.order;

import org.jspecify.annotations.NullMarked;

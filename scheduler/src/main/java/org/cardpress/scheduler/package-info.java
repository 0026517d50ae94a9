/**
 * The scheduler: stores users, orders and tasks, and dispatches tasks to workers.
 *
 * <p>Read in the order of an order's life: {@code api} takes the call, {@code order} places it, {@code lifecycle} says what follows,
 * {@code store} keeps it, {@code dispatch} hands its tasks to workers, {@code notify} carries out what is owed.
 */
@NullMarked
package org.cardpress.scheduler;

import org.jspecify.annotations.NullMarked;

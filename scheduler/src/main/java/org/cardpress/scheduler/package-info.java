/**
 * The scheduler: stores users, orders and tasks, and dispatches tasks to workers.
 *
 * <p>Read in the order of an order's life: {@code api} takes the call, {@code order} places it, {@code lifecycle} says what follows,
 * {@code store} keeps it, {@code dispatch} hands its tasks to workers, {@code notify} carries out what is owed.
 *
 * <p>Beans of these packages exist only in a program that says it is the scheduler, as several programs share one class path.
 */
@Configuration
@Requires(property = "cardpress.program", value = "scheduler")
@NullMarked
package org.cardpress.scheduler;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;

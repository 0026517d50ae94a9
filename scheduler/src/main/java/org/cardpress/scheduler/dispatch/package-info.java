/**
 * Hands tasks to workers: which task fits a claim, whose lease it is, what a worker is told. It decides nothing about what
 * follows; it asks lifecycle, and the store's compare-and-set is the only judge of a race.
 */
@NullMarked
package org.cardpress.scheduler.dispatch;

import org.jspecify.annotations.NullMarked;

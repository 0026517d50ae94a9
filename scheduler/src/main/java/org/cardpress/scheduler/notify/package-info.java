/**
 * Carries out what is owed after a move: at least once, each under its key. What is done is struck from the order; what could not
 * be done is tried again.
 */
@NullMarked
package org.cardpress.scheduler.notify;

import org.jspecify.annotations.NullMarked;

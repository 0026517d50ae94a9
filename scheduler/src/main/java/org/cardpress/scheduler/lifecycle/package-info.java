/**
 * The only place that decides what follows what. {@link org.cardpress.scheduler.lifecycle.Lifecycle} is a pure function of
 * order, event and time; {@link org.cardpress.scheduler.lifecycle.Moves} is its table, which also writes {@code
 * docs/lifecycle.md}.
 */
@NullMarked
package org.cardpress.scheduler.lifecycle;

import org.jspecify.annotations.NullMarked;

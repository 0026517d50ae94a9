/**
 * What lies ahead of the line and when it will be done: {@link org.cardpress.scheduler.queue.WorkAhead} remembers, {@link
 * org.cardpress.scheduler.queue.Forecast} reckons, {@link org.cardpress.scheduler.queue.Outlook} tells. It decides nothing; dispatch does
 * not ask it.
 */
@NullMarked
package org.cardpress.scheduler.queue;

import org.jspecify.annotations.NullMarked;

/** What the scheduler keeps, as immutable records: they know nothing of stores, moves or the API. */
@NullMarked
package org.cardpress.scheduler.record;

import org.jspecify.annotations.NullMarked;

/** What happens because time passes. Timers call use cases and decide nothing. */
@NullMarked
package org.cardpress.scheduler.periodic;

import org.jspecify.annotations.NullMarked;

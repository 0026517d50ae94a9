/** The scheduler. */
@NullMarked
package org.cardpress.scheduler;

import org.jspecify.annotations.NullMarked;

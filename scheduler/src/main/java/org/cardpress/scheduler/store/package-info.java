/** Where records are kept, in the inside's words. Every implementation passes the same contract suite. */
@NullMarked
package org.cardpress.scheduler.store;

import org.jspecify.annotations.NullMarked;

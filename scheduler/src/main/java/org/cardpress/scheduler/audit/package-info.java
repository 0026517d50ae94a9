/** The record of what people did, for those who must answer for it later. */
@NullMarked
package org.cardpress.scheduler.audit;

import org.jspecify.annotations.NullMarked;

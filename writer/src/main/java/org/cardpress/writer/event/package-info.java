/**
 * When to look at the slots. The kernel says at once that some block device has come, changed or gone; it does not say it for
 * every reader, so a look each second stays the truth, and an event only brings it forward.
 */
@NullMarked
package org.cardpress.writer.event;

import org.jspecify.annotations.NullMarked;

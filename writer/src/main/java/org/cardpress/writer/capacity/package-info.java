/** Whether a card holds what it says, found out in seconds, before its bytes are spent. */
@NullMarked
package org.cardpress.writer.capacity;

import org.jspecify.annotations.NullMarked;

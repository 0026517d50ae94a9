/**
 * What we write on a card about the card: 4 KiB where nobody reads. It tells a card from its twin where the reader hides the serial
 * number, says for which order it was written and how often it failed, and proves that the card takes writes.
 */
@NullMarked
package org.cardpress.writer.stamp;

import org.jspecify.annotations.NullMarked;

/**
 * Cards that are files, for trying Cardpress out without any. A virtual slot is two files in a directory: {@code A.card}, there
 * while a card is in, as large as the card says it is; and {@code A.quirks}, what is wrong with that card, a line for each.
 */
@NullMarked
package org.cardpress.writer.virtual;

import org.jspecify.annotations.NullMarked;

/**
 * The slots of this host and what is in them. Everything here looks and refuses; the only thing it opens for writing is a card
 * that has passed every check.
 */
@NullMarked
package org.cardpress.writer.slot;

import org.jspecify.annotations.NullMarked;

/**
 * The slots of this host and what is in them. Everything here looks and refuses; the only thing it opens for writing is a card
 * that has passed every check.
 *
 * <p>A card that has had its turn, finished or failed, is left alone until its slot has seen it change. What counts as a change:
 *
 * <ul>
 *   <li>any slot: it was seen empty (no device, size 0);
 *   <li>a card reader: the kernel's {@code diskseq} has risen, as it does with each change of the medium;
 *   <li>any device, when the machine was started anew meanwhile: it has another size;
 *   <li>a loop device: it was detached and attached again, which raises its {@code diskseq} likewise;
 *   <li>a file: it was replaced (another inode) or touched (another modification time).
 * </ul>
 *
 * A card whose writing was cancelled or cut short by a crash is blank, counts as fresh and is used again.
 */
@NullMarked
package org.cardpress.writer.slot;

import org.jspecify.annotations.NullMarked;

/**
 * Files that customers bring. They are sent in pieces, each streamed to the disk as it comes; the length of the file on the disk is the
 * truth about how much is there, so that a piece that was cut off half-way is gone on with at its last byte.
 */
@NullMarked
package org.cardpress.scheduler.upload;

import org.jspecify.annotations.NullMarked;

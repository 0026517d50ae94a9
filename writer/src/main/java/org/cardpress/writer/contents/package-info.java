/**
 * What a card carries that somebody may want to keep: partition tables and file systems, known by their marks. Reads a few places,
 * writes nothing.
 */
@NullMarked
package org.cardpress.writer.contents;

import org.jspecify.annotations.NullMarked;

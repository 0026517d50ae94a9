/** A file system of one file that misbehaves on demand: under a loop device it is a bad card, with the real kernel in between. */
@NullMarked
package org.cardpress.writer.fuse;

import org.jspecify.annotations.NullMarked;

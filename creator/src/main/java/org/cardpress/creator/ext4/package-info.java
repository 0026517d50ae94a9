/**
 * Puts files into an ext4 file system that lies inside an image file, without mounting it, and tells which of its blocks are in
 * use. {@code mke2fs} makes the file system and {@code e2fsck} judges the result; in between the contents go from their source
 * straight to their place, once. Source of the format: the kernel's documentation of ext4's data structures.
 */
@NullMarked
package org.cardpress.creator.ext4;

import org.jspecify.annotations.NullMarked;

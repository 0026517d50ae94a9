/**
 * An image is unpacked once on each host, into a sparse file, while its cards are written already: each card follows the front of
 * what has been unpacked, and none looks finished before the whole has been proven.
 */
@NullMarked
package org.cardpress.writer.staging;

import org.jspecify.annotations.NullMarked;

/** Keeps the shelf of a writer host: brings images from the warehouse, checked to the last byte, and takes them away again. */
@NullMarked
package org.cardpress.downloader;

import org.jspecify.annotations.NullMarked;

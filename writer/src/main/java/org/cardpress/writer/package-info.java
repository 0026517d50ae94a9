/**
 * Write tasks: from the image on the shelf to a verified card. One slot is one worker, with its own thread, buffers and claims; slots share
 * nothing but the page cache, so that a slow or broken card costs the others nothing.
 */
@NullMarked
package org.cardpress.writer;

import org.jspecify.annotations.NullMarked;

/** Turns a finished image into what travels: compressed frames, a block map and hashes, brought to the warehouse. */
@NullMarked
package org.cardpress.creator.publish;

import org.jspecify.annotations.NullMarked;

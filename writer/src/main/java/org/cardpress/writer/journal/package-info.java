/** How far each unfinished card came, so that a writer that was killed goes on where it was. */
@NullMarked
package org.cardpress.writer.journal;

import org.jspecify.annotations.NullMarked;

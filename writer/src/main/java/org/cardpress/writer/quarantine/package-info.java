/** Which cards and which slots are not trusted any more, and how they get out of it. */
@NullMarked
package org.cardpress.writer.quarantine;

import org.jspecify.annotations.NullMarked;

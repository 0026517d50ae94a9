/** The writer. */
@NullMarked
package org.cardpress.writer;

import org.jspecify.annotations.NullMarked;

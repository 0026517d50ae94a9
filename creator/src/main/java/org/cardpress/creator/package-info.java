/** The creator. */
@NullMarked
package org.cardpress.creator;

import org.jspecify.annotations.NullMarked;

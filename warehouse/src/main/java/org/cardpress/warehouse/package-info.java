/** The warehouse. */
@NullMarked
package org.cardpress.warehouse;

import org.jspecify.annotations.NullMarked;

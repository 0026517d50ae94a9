/** The warehouse, tested with real clients over loopback. */
@NullMarked
package org.cardpress.warehouse;

import org.jspecify.annotations.NullMarked;

/** The protocol. */
@NullMarked
package org.cardpress.protocol;

import org.jspecify.annotations.NullMarked;

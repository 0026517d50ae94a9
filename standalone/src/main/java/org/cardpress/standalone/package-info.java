/** The standalone. */
@NullMarked
package org.cardpress.standalone;

import org.jspecify.annotations.NullMarked;

/** The whost. */
@NullMarked
package org.cardpress.whost;

import org.jspecify.annotations.NullMarked;

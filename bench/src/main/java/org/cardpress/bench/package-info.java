/** The bench. */
@NullMarked
package org.cardpress.bench;

import org.jspecify.annotations.NullMarked;

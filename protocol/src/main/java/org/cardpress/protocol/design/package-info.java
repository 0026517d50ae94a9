/** Hotspot configs that people keep: what they go back to, change together and order again and again. */
@NullMarked
package org.cardpress.protocol.design;

import org.jspecify.annotations.NullMarked;

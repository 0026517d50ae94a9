/** An order ends as a card, and the card starts a computer that is the hotspot which was ordered. */
@NullMarked
package org.cardpress.standalone.boot;

import org.jspecify.annotations.NullMarked;

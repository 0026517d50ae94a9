/** What people at the card slots of a writer host are shown. */
@NullMarked
package org.cardpress.protocol.floor;

import org.jspecify.annotations.NullMarked;

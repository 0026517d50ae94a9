/** Whom cards are sent to again and again: addresses that people keep, so that nobody types one twice. */
@NullMarked
package org.cardpress.protocol.address;

import org.jspecify.annotations.NullMarked;

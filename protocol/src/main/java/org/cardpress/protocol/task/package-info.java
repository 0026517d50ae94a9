/** One step of an order and the words of its life. */
@NullMarked
package org.cardpress.protocol.task;

import org.jspecify.annotations.NullMarked;

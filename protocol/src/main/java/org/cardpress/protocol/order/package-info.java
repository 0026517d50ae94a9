/** An order as its readers and writers see it. */
@NullMarked
package org.cardpress.protocol.order;

import org.jspecify.annotations.NullMarked;

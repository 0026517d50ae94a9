/** The calls between a worker and the scheduler. */
@NullMarked
package org.cardpress.protocol.worker;

import org.jspecify.annotations.NullMarked;

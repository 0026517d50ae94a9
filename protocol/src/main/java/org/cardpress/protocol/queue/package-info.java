/** What waits and what runs, and when it will be done as far as that can be told. */
@NullMarked
package org.cardpress.protocol.queue;

import org.jspecify.annotations.NullMarked;

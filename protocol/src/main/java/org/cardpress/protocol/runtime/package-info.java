/** The worker's half of the protocol, put together from small parts: a module writes a {@code TaskHandler} and nothing else. */
@NullMarked
package org.cardpress.protocol.runtime;

import org.jspecify.annotations.NullMarked;

/** Stand-ins for tests of this and other modules: a scheduler that keeps leases by the rules, and a context that only records. */
@NullMarked
package org.cardpress.protocol.testing;

import org.jspecify.annotations.NullMarked;

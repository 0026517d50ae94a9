/** Who asks and what they may do. */
@NullMarked
package org.cardpress.protocol.auth;

import org.jspecify.annotations.NullMarked;

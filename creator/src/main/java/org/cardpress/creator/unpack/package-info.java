/** Opens what was fetched: decompresses, walks archives, and lets nothing out of its directory. */
@NullMarked
package org.cardpress.creator.unpack;

import org.jspecify.annotations.NullMarked;

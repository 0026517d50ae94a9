/** Files that customers bring themselves: sent in pieces, kept under a quota, named by hotspot configs. */
@NullMarked
package org.cardpress.protocol.upload;

import org.jspecify.annotations.NullMarked;

/**
 * Writing one image to one card: clear, write what is mapped, verify, first MiB last. A card whose writing ended early has an
 * empty first MiB and so never looks finished. One card knows nothing of any other.
 */
@NullMarked
package org.cardpress.writer.card;

import org.jspecify.annotations.NullMarked;

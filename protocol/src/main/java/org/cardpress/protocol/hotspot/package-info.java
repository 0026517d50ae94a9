/** The config of a hotspot: what goes on the image. */
@NullMarked
package org.cardpress.protocol.hotspot;

import org.jspecify.annotations.NullMarked;

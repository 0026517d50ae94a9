/** The image a create task makes, and how it travels. */
@NullMarked
package org.cardpress.protocol.image;

import org.jspecify.annotations.NullMarked;

/** Which blocks of an image anybody will ever read, told by the file systems themselves. */
@NullMarked
package org.cardpress.creator.map;

import org.jspecify.annotations.NullMarked;

/** An image as a file with partitions in it. */
@NullMarked
package org.cardpress.creator.disk;

import org.jspecify.annotations.NullMarked;

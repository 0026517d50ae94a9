/** Debian's own programs, run as children that never outlive the build. */
@NullMarked
package org.cardpress.creator.tool;

import org.jspecify.annotations.NullMarked;

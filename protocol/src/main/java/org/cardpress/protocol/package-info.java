/** What the scheduler and its peers say to each other. */
@NullMarked
package org.cardpress.protocol;

import org.jspecify.annotations.NullMarked;

/** The only code that calls the scheduler: one method for each call, tokens kept fresh, errors told apart. */
@NullMarked
package org.cardpress.protocol.client;

import org.jspecify.annotations.NullMarked;

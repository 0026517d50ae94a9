/** What goes wrong and how it is said: one body, one code, one HTTP status. */
@NullMarked
package org.cardpress.protocol.error;

import org.jspecify.annotations.NullMarked;

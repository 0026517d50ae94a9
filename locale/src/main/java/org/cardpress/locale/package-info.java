/** The locale. */
@NullMarked
package org.cardpress.locale;

import org.jspecify.annotations.NullMarked;

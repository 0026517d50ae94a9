/** The address book: whom cards are sent to again and again. The designer's form takes its recipient from here and puts it back. */
@NullMarked
package org.cardpress.manager.address;

import org.jspecify.annotations.NullMarked;

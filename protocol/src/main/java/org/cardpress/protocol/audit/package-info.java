/** Who did what, when and to what: the record of people's acts. */
@NullMarked
package org.cardpress.protocol.audit;

import org.jspecify.annotations.NullMarked;

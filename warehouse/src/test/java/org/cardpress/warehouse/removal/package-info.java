/** Tests. */
@NullMarked
package org.cardpress.warehouse.removal;

import org.jspecify.annotations.NullMarked;

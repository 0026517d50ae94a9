/** Tests. */
@NullMarked
package org.cardpress.warehouse.store;

import org.jspecify.annotations.NullMarked;

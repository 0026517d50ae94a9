/** Tests. */
@NullMarked
package org.cardpress.warehouse.access;

import org.jspecify.annotations.NullMarked;

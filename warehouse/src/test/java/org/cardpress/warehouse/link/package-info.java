/** Tests. */
@NullMarked
package org.cardpress.warehouse.link;

import org.jspecify.annotations.NullMarked;

/** Tests. */
@NullMarked
package org.cardpress.warehouse.ftp;

import org.jspecify.annotations.NullMarked;

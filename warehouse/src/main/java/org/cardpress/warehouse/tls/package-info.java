/** The certificate of the warehouse, for both its sides, out of PEM files as certificate authorities hand them out. */
@NullMarked
package org.cardpress.warehouse.tls;

import org.jspecify.annotations.NullMarked;

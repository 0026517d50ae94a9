/**
 * Images that nobody needs any more. The scheduler lists them, the warehouse deletes and confirms; it never decides by itself.
 */
@NullMarked
package org.cardpress.warehouse.removal;

import org.jspecify.annotations.NullMarked;

/**
 * Who may do what in the warehouse, asked of the scheduler. A session never outlives the right it was opened with: the answer is
 * kept for a few seconds only, and no answer means no access.
 */
@NullMarked
package org.cardpress.warehouse.access;

import org.jspecify.annotations.NullMarked;

/**
 * People who have a link and no account. A link is a ticket: it names one order, one act and an end, signed with a key of its own, so
 * nothing is kept of it; all tickets of an order end at once when somebody withdraws them.
 */
@NullMarked
package org.cardpress.scheduler.guest;

import org.jspecify.annotations.NullMarked;

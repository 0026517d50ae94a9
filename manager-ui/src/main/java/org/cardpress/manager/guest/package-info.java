/**
 * Pages for people who have a link and no account. The ticket in the address is all the proof; it is handed on to the scheduler, which
 * alone can judge it, and never written to a log.
 */
@NullMarked
package org.cardpress.manager.guest;

import org.jspecify.annotations.NullMarked;

/**
 * The {@code cardpress} command: every program of the line as a sub-command. The only place that knows several programs; it
 * turns settings into their configurations, starts them and closes them, and decides nothing about orders.
 */
@NullMarked
package org.cardpress.standalone;

import org.jspecify.annotations.NullMarked;

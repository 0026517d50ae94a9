/** How an order, or a file on its way, looks on a terminal: amounts, progress bars, live redrawing. Drawing is pure; only the live screen writes. */
@NullMarked
package org.cardpress.standalone.screen;

import org.jspecify.annotations.NullMarked;

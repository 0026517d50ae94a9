/** How an order looks on a terminal: amounts, progress bars, live redrawing. Drawing is pure; only the live screen writes. */
@NullMarked
package org.cardpress.standalone.screen;

import org.jspecify.annotations.NullMarked;

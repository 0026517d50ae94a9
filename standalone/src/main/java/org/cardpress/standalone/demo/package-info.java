/**
 * The whole line in one process, on real input, with its result proven by tools that are not ours: what a stranger runs first, and
 * what shows at every change that the parts still fit.
 */
@NullMarked
package org.cardpress.standalone.demo;

import org.jspecify.annotations.NullMarked;

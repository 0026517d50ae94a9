/**
 * Web UI for operators and customers. Nothing of it is built yet; {@code cardpress manager} says so and points to {@code cardpress
 * ctl}, which does all that the line needs.
 */
@NullMarked
package org.cardpress.manager;

import org.jspecify.annotations.NullMarked;

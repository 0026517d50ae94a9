/**
 * Side by side: our parts and the tools people use today, on the same machine, in one run, taking turns. The figure that
 * counts is the ratio, because it travels between machines better than a time does.
 */
@NullMarked
package org.cardpress.bench;

import org.jspecify.annotations.NullMarked;

/** The pages over HTTP, against a scheduler that keeps everything in memory. */
@NullMarked
package org.cardpress.manager;

import org.jspecify.annotations.NullMarked;

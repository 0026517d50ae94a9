/** Brings the files an image is made from to this machine: resumed, checked, kept for the next build. */
@NullMarked
package org.cardpress.creator.fetch;

import org.jspecify.annotations.NullMarked;

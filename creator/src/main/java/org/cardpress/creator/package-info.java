/** The creator: does create tasks, from the claim to the image in the warehouse. How an image is made is told in {@code step}. */
@NullMarked
package org.cardpress.creator;

import org.jspecify.annotations.NullMarked;

/** The steps that make an image, in the order of {@link org.cardpress.creator.step.HotspotBuilder}. */
@NullMarked
package org.cardpress.creator.step;

import org.jspecify.annotations.NullMarked;

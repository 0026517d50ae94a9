/** What changes while people look: asked for once for all who look at the same thing, told to each as it changes. */
@NullMarked
package org.cardpress.manager.live;

import org.jspecify.annotations.NullMarked;

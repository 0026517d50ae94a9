/** The manager-ui. */
@NullMarked
package org.cardpress.manager;

import org.jspecify.annotations.NullMarked;

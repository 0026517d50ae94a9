/** What holds of designs without a browser. */
@NullMarked
package org.cardpress.manager.design;

import org.jspecify.annotations.NullMarked;

/** Designs: configs that people keep or begin with, their versions and what differs between them. */
@NullMarked
package org.cardpress.manager.design;

import org.jspecify.annotations.NullMarked;

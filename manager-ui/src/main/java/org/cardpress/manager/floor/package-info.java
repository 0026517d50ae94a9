/** The page beside the card slots: what each slot does, and what a person does next. */
@NullMarked
package org.cardpress.manager.floor;

import org.jspecify.annotations.NullMarked;

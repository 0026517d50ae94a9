/** The first step of a create task: what can be known before anything is fetched, by the rules that the scheduler has too. */
@NullMarked
package org.cardpress.creator.preflight;

import org.jspecify.annotations.NullMarked;

/**
 * The API: takes a call, says whether the caller may, reads the body strictly, calls the use case, answers. {@link
 * org.cardpress.scheduler.api.Access} tells who may do what, {@link org.cardpress.scheduler.api.Problems} how refusals look.
 */
@NullMarked
package org.cardpress.scheduler.api;

import org.jspecify.annotations.NullMarked;

/** Who is signed in: the scheduler's tokens stay here, a browser holds nothing but a random number. */
@NullMarked
package org.cardpress.manager.session;

import org.jspecify.annotations.NullMarked;

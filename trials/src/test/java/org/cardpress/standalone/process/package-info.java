/** Programs of the line in processes of their own, for tests. */
@NullMarked
package org.cardpress.standalone.process;

import org.jspecify.annotations.NullMarked;

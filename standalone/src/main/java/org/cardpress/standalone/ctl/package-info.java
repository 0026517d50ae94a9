/**
 * The operator's command line over the API. Each command is one call or few, shown for people or, with {@code --json}, for
 * programs; what the scheduler refuses is told with its code, its message and what to do.
 */
@NullMarked
package org.cardpress.standalone.ctl;

import org.jspecify.annotations.NullMarked;

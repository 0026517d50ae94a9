/** The pages in a real browser: what it shows, what it forbids, who can use it. */
@NullMarked
package org.cardpress.manager;

import org.jspecify.annotations.NullMarked;

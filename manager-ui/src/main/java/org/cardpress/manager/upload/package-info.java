/** Files that people bring: the page of them, and the calls by which a script sends them in pieces and goes on after an interruption. */
@NullMarked
package org.cardpress.manager.upload;

import org.jspecify.annotations.NullMarked;

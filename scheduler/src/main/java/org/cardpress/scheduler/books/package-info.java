/** The books that orders may name: the catalogs of the configured libraries, and how a chosen book is tied to its bytes. */
@NullMarked
package org.cardpress.scheduler.books;

import org.jspecify.annotations.NullMarked;

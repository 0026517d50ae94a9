/**
 * Every text that a person reads, in every language. Code names a {@link org.cardpress.locale.Phrase} or a status word; the
 * language is chosen by whoever talks to the person. Log lines and error messages of the API stay English: they are for searching.
 */
@NullMarked
package org.cardpress.locale;

import org.jspecify.annotations.NullMarked;

/**
 * The catalogs of Kiwix libraries: what books there are, kept on disk and renewed behind the caller's back, and pinned to the very
 * bytes when one is chosen. Here rather than in a program, because the scheduler prices with it, the UI shows it and the command
 * line lists it. (What the scheduler calls its catalog, people and machines, is another package.)
 */
@NullMarked
package org.cardpress.protocol.library;

import org.jspecify.annotations.NullMarked;

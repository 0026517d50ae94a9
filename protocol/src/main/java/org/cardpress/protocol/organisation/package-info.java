/** Organisations: whose orders they are, how much they may order, and what became of that. */
@NullMarked
package org.cardpress.protocol.organisation;

import org.jspecify.annotations.NullMarked;

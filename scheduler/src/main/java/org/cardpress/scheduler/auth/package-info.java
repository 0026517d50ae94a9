/** Who calls: passwords, tokens, the key that signs them, and how fast one may guess. */
@NullMarked
package org.cardpress.scheduler.auth;

import org.jspecify.annotations.NullMarked;

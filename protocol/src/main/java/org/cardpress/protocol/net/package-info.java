/** Which machines a program talks to when others tell it addresses. */
@NullMarked
package org.cardpress.protocol.net;

import org.jspecify.annotations.NullMarked;

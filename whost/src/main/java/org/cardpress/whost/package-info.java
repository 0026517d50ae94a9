/**
 * Set-up of a writer host: slots, network, credentials, workers as services. Nothing of it is built yet; {@code cardpress whost}
 * says so and points to the page that tells how it is done by hand.
 */
@NullMarked
package org.cardpress.whost;

import org.jspecify.annotations.NullMarked;

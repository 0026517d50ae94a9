/**
 * Tells people beforehand what would become of a hotspot config, by the rules with which the creator begins its work. The only place
 * where the scheduler opens connections that a caller chose: to public addresses alone, few at a time, and nothing of what comes back
 * is shown but sizes.
 */
@NullMarked
package org.cardpress.scheduler.preflight;

import org.jspecify.annotations.NullMarked;

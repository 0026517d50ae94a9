/**
 * What a person can configure. Every setting is declared once, in {@link org.cardpress.standalone.settings.Setting}: files,
 * environment, checks and {@code docs/configuration.md} all follow from that declaration.
 */
@NullMarked
package org.cardpress.standalone.settings;

import org.jspecify.annotations.NullMarked;

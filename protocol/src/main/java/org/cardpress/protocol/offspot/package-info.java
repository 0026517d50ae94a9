/**
 * The YAML files of the offspot world's image-creator, read into our config and written from it. Every key it documents is honoured,
 * or refused by name; {@code docs/hotspot-config.md} has the table.
 */
@NullMarked
package org.cardpress.protocol.offspot;

import org.jspecify.annotations.NullMarked;

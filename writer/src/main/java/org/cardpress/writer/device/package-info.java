/**
 * Raw access to what a slot holds: block devices, and regular files that play a card. Everything that knows a system call, an
 * errno or a path below {@code /sys} and {@code /proc} is here, behind {@link org.cardpress.writer.device.BlockDevice}.
 */
@NullMarked
package org.cardpress.writer.device;

import org.jspecify.annotations.NullMarked;

package org.cardpress.writer.slot;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * One physical card slot: the name on its label, and where the system shows it. The writer touches no device that is not the
 * device of a configured slot.
 *
 * @param name such as {@code A}
 * @param device block device or, for trying out, a regular file; a stable link such as one below {@code /dev/disk/by-path} is
 *     followed anew at each look
 */
public record Slot(String name, Path device) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,15}");

    public Slot {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("slot name '" + name + "' (expected " + NAME + ")");
        }
        if (!device.isAbsolute()) {
            throw new IllegalArgumentException("slot " + name + ": device " + device + " (expected an absolute path)");
        }
    }
}

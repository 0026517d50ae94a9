package org.cardpress.writer.slot;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * One physical card slot: the name on its label, and where it is. The writer touches no device that is not the device of a
 * configured slot.
 *
 * @param name such as {@code A}
 */
public record Slot(String name, SlotAddress at) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,15}");

    public Slot {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("slot name '" + name + "' (expected " + NAME + ")");
        }
    }

    public Slot(String name, Path device) {
        this(name, new SlotAddress.DevicePath(device));
    }
}

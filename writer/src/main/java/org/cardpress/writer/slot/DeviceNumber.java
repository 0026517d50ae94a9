package org.cardpress.writer.slot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Major and minor number: the only name of a device that links, renames and containers leave alone. */
record DeviceNumber(long major, long minor) {
    private static final int TYPE = 0xF000;
    private static final int BLOCK = 0x6000;

    /** The device that a path leads to; null where that is not a block device. */
    static @Nullable DeviceNumber of(Path path) throws IOException {
        int mode = (Integer) Files.getAttribute(path, "unix:mode");
        if ((mode & TYPE) != BLOCK) {
            return null;
        }
        return decode((Long) Files.getAttribute(path, "unix:rdev"));
    }

    /** As glibc packs them ({@code bits/sysmacros.h}). */
    static DeviceNumber decode(long rdev) {
        return new DeviceNumber(
                ((rdev >>> 8) & 0xFFF) | ((rdev >>> 32) & ~0xFFFL), (rdev & 0xFF) | ((rdev >>> 12) & ~0xFFL));
    }

    /** As {@code /proc} and {@code /sys} write it, such as {@code 8:16}. */
    static DeviceNumber parse(String text) {
        int colon = text.indexOf(':');
        return new DeviceNumber(Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return major + ":" + minor;
    }
}

package org.cardpress.writer.event;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One message of the kernel about a device ({@code lib/kobject_uevent.c}): a header such as {@code add@/devices/…}, then
 * {@code KEY=value} strings, each ended by a zero byte.
 *
 * @param action such as {@code add}, {@code remove}, {@code change}
 * @param subsystem such as {@code block}
 * @param device below {@code /dev}; empty where the device has no node
 */
record Uevent(String action, String subsystem, String device) {
    /** Empty for what is no message of the kernel, such as those of udev, which begin with {@code libudev}. */
    static Optional<Uevent> parse(byte[] message) {
        String[] parts = new String(message, StandardCharsets.UTF_8).split("\0", -1);
        if (!parts[0].contains("@/")) {
            return Optional.empty();
        }
        String action = value(parts, "ACTION=");
        String subsystem = value(parts, "SUBSYSTEM=");
        return action.isEmpty() || subsystem.isEmpty()
                ? Optional.empty()
                : Optional.of(new Uevent(action, subsystem, value(parts, "DEVNAME=")));
    }

    /** Whether a card may have come or gone. */
    boolean isOfABlockDevice() {
        return subsystem.equals("block");
    }

    private static String value(String[] parts, String key) {
        for (String part : parts) {
            if (part.startsWith(key)) {
                return part.substring(key.length());
            }
        }
        return "";
    }
}

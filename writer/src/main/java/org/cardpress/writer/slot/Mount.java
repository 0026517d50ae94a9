package org.cardpress.writer.slot;

/**
 * One line of {@code /proc/self/mountinfo} (proc(5)).
 *
 * @param device of the file system; a made-up one for file systems like btrfs, whose {@code source} is the better witness
 * @param point where it is mounted
 * @param source what was mounted, often a path below {@code /dev}
 */
record Mount(DeviceNumber device, String point, String source) {
    static Mount parse(String line) {
        String[] halves = line.split(" - ", 2);
        String[] left = halves[0].split(" ");
        String[] right = halves.length == 2 ? halves[1].split(" ") : new String[0];
        if (left.length < 5) {
            throw new IllegalArgumentException("mountinfo line '" + line + "' (expected at least 5 fields)");
        }
        return new Mount(DeviceNumber.parse(left[2]), unescape(left[4]), right.length > 1 ? unescape(right[1]) : "");
    }

    /** The kernel writes blank, tab, newline and backslash as three octal digits. */
    static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\'
                    && text.length() >= i + 4
                    && text.substring(i + 1, i + 4).matches("[0-7]{3}")) {
                plain.append((char) Integer.parseInt(text.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}

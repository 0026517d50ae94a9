package org.cardpress.writer.fault;

import java.util.Locale;

/** How places and sizes are said to an operator: decimal, as printed on cards, and to the MiB where it matters. */
public final class Place {
    private static final long MIB = 1 << 20;

    private Place() {}

    /** Such as {@code  at MiB 2003 (2.1 GB)}, with a leading blank. */
    public static String at(long offset) {
        return " at MiB " + offset / MIB + " (" + bytes(offset) + ")";
    }

    /** Such as {@code 15.9 GB}; below 100 MB in bytes, where rounding would hide the difference. */
    public static String bytes(long bytes) {
        return bytes < 100_000_000
                ? String.format(Locale.ROOT, "%,d bytes", bytes)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}

package org.cardpress.writer.virtual;

import java.util.Arrays;
import java.util.Locale;

/** One thing that a virtual card does differently from a good one; each has a number of bytes. */
public enum Quirk {
    /** Bytes a second. */
    READ_RATE,
    /** Bytes a second. */
    WRITE_RATE,
    /** Reading this byte fails with EIO. */
    FAIL_READ_AT,
    /** Writing this byte fails with EIO. */
    FAIL_WRITE_AT,
    /** Reading this byte gives one wrong bit. */
    FLIP_AT,
    /** Writing over this byte does nothing, and does not say so. */
    DROP_AT,
    /** Holds this many bytes only; what goes beyond lands at the front again. */
    TRUE_SIZE,
    /** Writing this byte does not return until the card is taken out. */
    HANG_AT;

    /** As commands and files write it, such as {@code fail-read-at}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Quirk of(String word) {
        return Arrays.stream(values())
                .filter(quirk -> quirk.word().equals(word))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("quirk '" + word + "' (expected one of "
                        + Arrays.stream(values()).map(Quirk::word).toList() + ")"));
    }
}

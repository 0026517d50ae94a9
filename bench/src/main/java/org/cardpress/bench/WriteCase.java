package org.cardpress.bench;

import java.util.Locale;

/** The cases of {@link WriteBench}, in the order they run. */
public enum WriteCase {
    SPARSE(30),
    VERIFIED(45),
    DENSE(15),
    STAGE(15),
    CARD(70),
    EIGHT(140),
    SLOW(140),
    CPU(40);

    private final int seconds;

    WriteCase(int seconds) {
        this.seconds = seconds;
    }

    /** As it is named in the report and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** About how long five rounds take at the published size, to tell how much is left. */
    int seconds() {
        return seconds;
    }

    /** The case of this name. */
    public static WriteCase of(String word) {
        for (WriteCase each : values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "case '" + word + "' (expected sparse, verified, dense, stage, card, eight, slow or cpu)");
    }
}

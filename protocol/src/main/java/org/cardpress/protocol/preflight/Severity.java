package org.cardpress.protocol.preflight;

import java.util.Locale;

/** What a finding means for the image. */
public enum Severity {
    /** It cannot be built. */
    ERROR,
    /** It can be built, but a person should know. */
    WARNING,
    /** Something could not be told beforehand. */
    NOTE;

    /** For people. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

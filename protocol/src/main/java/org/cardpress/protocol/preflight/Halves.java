package org.cardpress.protocol.preflight;

/** A message as all of them are written, {@code what came (expected what should have)}, in its two halves. */
record Halves(String came, String expected) {
    static final String EXPECTED = " (expected ";

    static Halves of(String message) {
        int cut = message.lastIndexOf(EXPECTED);
        return cut > 0 && message.endsWith(")")
                ? new Halves(
                        message.substring(0, cut), message.substring(cut + EXPECTED.length(), message.length() - 1))
                : new Halves(message, "another value");
    }
}

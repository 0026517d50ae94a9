package org.cardpress.scheduler.store;

/** What of a piece of log is new: pieces are sent again when an answer was lost, and missed when a worker had to drop some. */
public final class LogNews {
    private LogNews() {}

    /**
     * The part of a piece that is to be appended.
     *
     * @param next where the text is expected to go on, in characters the worker wrote
     * @param offset where the piece begins
     */
    public static String of(long next, long offset, String piece) {
        if (offset + piece.length() <= next) {
            return "";
        }
        if (offset <= next) {
            return piece.substring((int) (next - offset));
        }
        return "\n[" + (offset - next) + " characters are missing here]\n" + piece;
    }
}

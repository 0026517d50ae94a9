package org.cardpress.protocol.runtime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a log that the scheduler has not confirmed, at most {@link #MOST} characters. What is on its way keeps its number and
 * its text until it is confirmed, so a repeat is the same; when more comes than fits, the oldest of what has no number yet is
 * dropped, and a line says how much. Safe for many threads.
 */
final class LogBuffer {
    static final int MOST = 256 << 10;
    /** Below 64 KiB on the wire, however many bytes a character takes. */
    static final int PORTION = 16 << 10;

    private final StringBuilder waiting = new StringBuilder();
    private @Nullable String onItsWay;
    private long offset;
    private long dropped;

    /** A portion with the position where it belongs. */
    record Portion(long offset, String text) {}

    synchronized void add(String line) {
        waiting.append(line).append('\n');
        int over = waiting.length() - MOST;
        if (over > 0) {
            int cut = waiting.indexOf("\n", over - 1) + 1;
            waiting.delete(0, cut);
            dropped += cut;
        }
    }

    /** The portion to send, the same one until it is confirmed; empty where there is none. */
    synchronized Optional<Portion> portion() {
        String sending = onItsWay;
        if (sending == null) {
            if (dropped > 0) {
                waiting.insert(
                        0, "[" + dropped + " characters of this log were dropped: the scheduler did not take them]\n");
                dropped = 0;
            }
            if (waiting.length() == 0) {
                return Optional.empty();
            }
            sending = waiting.substring(0, cut());
            waiting.delete(0, sending.length());
            onItsWay = sending;
        }
        return Optional.of(new Portion(offset, sending));
    }

    private int cut() {
        if (waiting.length() <= PORTION) {
            return waiting.length();
        }
        return Character.isHighSurrogate(waiting.charAt(PORTION - 1)) ? PORTION - 1 : PORTION;
    }

    /** The portion has arrived; the next one begins where the scheduler says. */
    synchronized void confirmed(long nextOffset) {
        onItsWay = null;
        offset = nextOffset;
    }

    synchronized boolean isEmpty() {
        return onItsWay == null && waiting.length() == 0 && dropped == 0;
    }

    synchronized boolean isPortionFull() {
        return waiting.length() >= PORTION;
    }
}

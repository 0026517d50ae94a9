package org.cardpress.bench;

import org.cardpress.writer.card.CardCancelled;
import org.cardpress.writer.card.CardWatch;

/** Takes the times of one card. Used by the card's thread; {@link #stop} by any. */
final class CardTiming implements CardWatch {
    private final long start = System.nanoTime();
    private volatile boolean stopped;
    private long firstWritten;
    private long verifyBegan;
    private long verifyEnded;
    private long lastUnit;
    private long end;

    @Override
    public void entered(Phase phase) {
        if (phase == Phase.VERIFYING) {
            verifyBegan = System.nanoTime();
            lastUnit = verifyBegan;
        }
    }

    /** The last call comes after the first MiB has been written; the one before it ends the verify pass. */
    @Override
    public void advanced(long done, long total) {
        long now = System.nanoTime();
        if (firstWritten == 0) {
            firstWritten = now;
        }
        verifyEnded = lastUnit;
        lastUnit = now;
    }

    @Override
    public void checkWanted() throws CardCancelled {
        if (stopped) {
            throw new CardCancelled();
        }
    }

    /** The card is not wanted any more. */
    void stop() {
        stopped = true;
    }

    void end() {
        end = System.nanoTime();
    }

    double seconds() {
        return (end - start) / 1e9;
    }

    /** Without the verify pass. */
    double writeSeconds() {
        return (end - start - (verifyEnded - verifyBegan)) / 1e9;
    }

    /** From {@link System#nanoTime()} {@code since} until the first unit was on the card. */
    double secondsToFirstUnit(long since) {
        return (firstWritten - since) / 1e9;
    }
}

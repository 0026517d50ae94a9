package org.cardpress.writer.watch;

import java.util.function.LongSupplier;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.fault.CardFailure;

/**
 * The right of one thread to one card, and how long its present call has taken. Once taken away it never comes back: no call
 * begins on the card, and one that was under way ends in {@link CardAbandoned}. Safe for the two threads concerned; allocates
 * nothing per call.
 */
public final class CardLease {
    private final LongSupplier nanos;
    private boolean revoked;
    private int calls;
    private long since;

    CardLease(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Opens a card, which may hang like any other call. What comes back works for as long as this lease holds. */
    public BlockDevice open(Opening opening) throws CardFailure {
        enter();
        BlockDevice card;
        try {
            card = opening.open();
        } finally {
            end();
        }
        return new LeasedDevice(card, this);
    }

    /** Begins a call. */
    synchronized void enter() {
        if (revoked) {
            throw new CardAbandoned();
        }
        begin();
    }

    /** Ends a call. */
    synchronized void leave() {
        calls--;
        if (revoked) {
            throw new CardAbandoned();
        }
    }

    synchronized void revoke() {
        revoked = true;
    }

    /** Takes the card away, unless the call has just returned. */
    synchronized boolean revokeInCall() {
        revoked = calls > 0;
        return revoked;
    }

    /** Closing is timed like any call, and works even without the lease: the descriptor must not leak. */
    void close(BlockDevice card) {
        begin();
        try {
            card.close();
        } finally {
            end();
        }
    }

    /** How long the present call has taken, in nanoseconds; 0 between calls. */
    synchronized long waiting() {
        return calls == 0 ? 0 : nanos.getAsLong() - since;
    }

    private synchronized void begin() {
        if (calls++ == 0) {
            since = nanos.getAsLong();
        }
    }

    private synchronized void end() {
        calls--;
    }

    /** How to get at the card. */
    @FunctionalInterface
    public interface Opening {
        BlockDevice open() throws CardFailure;
    }
}

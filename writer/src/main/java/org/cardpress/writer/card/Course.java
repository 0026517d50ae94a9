package org.cardpress.writer.card;

import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.fault.CardFailure;

/**
 * What accompanies the writing of a card: proof that it takes writes, and a memory of how far it came. Called from the card's
 * thread; what it throws fails the card like any other failure.
 */
public interface Course {
    /** No proof, no memory. */
    Course PLAIN = new Course() {};

    /** Units that begin below this byte are on the card already, flushed; 0 for a fresh start. */
    default long resumeAt() {
        return 0;
    }

    /** Bytes written between two flushes that are worth remembering. */
    default long flushEvery() {
        return Long.MAX_VALUE;
    }

    /** The first and the last MiB have been cleared; nothing else has been written. */
    default void begun() throws DeviceException, CardFailure {}

    /** All units that begin below {@code end} have reached the card. */
    default void flushed(long end) throws CardFailure {}

    /** All but the first MiB is verified; without this the card stays blank. */
    default void proven() throws DeviceException, CardFailure {}

    /** The first MiB is verified too. */
    default void finished() throws DeviceException, CardFailure {}
}

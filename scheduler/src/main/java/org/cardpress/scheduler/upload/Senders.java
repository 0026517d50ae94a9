package org.cardpress.scheduler.upload;

import java.util.HashMap;
import java.util.Map;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;

/** Bounds how many pieces come in at a time, since each holds a thread and a buffer: so many of one account, so many in all. */
final class Senders {
    static final int OF_ONE = 8;
    static final int AT_ONCE = 32;

    private final Map<String, Integer> sending = new HashMap<>();
    private int all;

    /** @throws ProblemException {@code TOO_MANY} */
    synchronized Sending begin(String account) {
        int mine = sending.getOrDefault(account, 0);
        if (mine >= OF_ONE || all >= AT_ONCE) {
            throw new ProblemException(
                    ErrorCode.TOO_MANY,
                    mine + " pieces of " + account + " and " + all + " in all are on their way (expected fewer than "
                            + OF_ONE + " and " + AT_ONCE + "; try again in a moment)");
        }
        sending.put(account, mine + 1);
        all++;
        return () -> end(account);
    }

    private synchronized void end(String account) {
        all--;
        sending.computeIfPresent(account, (name, count) -> count == 1 ? null : count - 1);
    }

    /** One piece that comes in. */
    @FunctionalInterface
    interface Sending extends AutoCloseable {
        @Override
        void close();
    }
}

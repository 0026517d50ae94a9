package org.cardpress.protocol.runtime;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/** Bytes a second over about the last ten seconds, from samples of how many are done. Keeps few samples. For one thread. */
public final class RateMeter {
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(10);
    private static final long APART = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long ENOUGH = TimeUnit.MILLISECONDS.toNanos(100);

    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    private record Sample(long at, long done) {}

    /**
     * Takes a sample and gives the rate; 0 while nothing can be told.
     *
     * @param now nanoseconds of a clock that is never set
     */
    public long sample(long now, long done) {
        Sample last = samples.peekLast();
        if (last != null && done < last.done) {
            samples.clear();
        }
        while (samples.size() > 1 && now - samples.getFirst().at > WINDOW) {
            samples.removeFirst();
        }
        Sample first = samples.isEmpty() ? new Sample(now, done) : samples.getFirst();
        if (samples.isEmpty() || now - samples.getLast().at >= APART) {
            samples.addLast(new Sample(now, done));
        }
        long time = now - first.at;
        return time < ENOUGH ? 0 : (long) ((done - first.done) * 1e9 / time);
    }

    public void reset() {
        samples.clear();
    }
}

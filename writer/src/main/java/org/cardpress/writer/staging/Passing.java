package org.cardpress.writer.staging;

import java.util.List;
import org.cardpress.protocol.image.ImageManifest.Range;

/** Picks the ranges of an image out of its bytes while they pass by, in order. For one thread. */
final class Passing {
    private final List<Range> ranges;
    private int next;

    Passing(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** The next bytes of the image are those from {@code offset} to {@code end}. */
    void pass(long offset, long end, Part part) throws StagingFailure {
        while (next < ranges.size() && ranges.get(next).offset() < end) {
            Range range = ranges.get(next);
            long rangeEnd = range.offset() + range.length();
            long to = Math.min(end, rangeEnd);
            part.take(next, Math.max(offset, range.offset()), to, to == rangeEnd);
            if (to < rangeEnd) {
                return;
            }
            next++;
        }
    }

    /** Takes a part of a range. */
    @FunctionalInterface
    interface Part {
        /** The bytes {@code from} to {@code to} belong to the range of this number, which {@code ends} with them. */
        void take(int range, long from, long to, boolean ends) throws StagingFailure;
    }
}

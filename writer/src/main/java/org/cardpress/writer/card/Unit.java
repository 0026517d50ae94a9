package org.cardpress.writer.card;

import java.util.List;

/**
 * What is moved at once: at most 4 MiB, aligned to 4 MiB on the card, since that is a common allocation unit of cards.
 *
 * @param start byte where the unit begins; a buffer holds the image from here on
 * @param runs mapped bytes, joined where they touch: what is written
 * @param spans the same, joined over small gaps: what is read back, because one read is faster than two
 * @param blocks the MiBs of it
 */
record Unit(long start, List<Range> runs, List<Range> spans, List<Block> blocks) {
    static final int SIZE = 4 * ImageMap.MIB;

    /** Byte after the last mapped one. */
    long end() {
        return runs.get(runs.size() - 1).end();
    }

    long mappedBytes() {
        long bytes = 0;
        for (int i = 0; i < runs.size(); i++) {
            bytes += runs.get(i).length();
        }
        return bytes;
    }
}

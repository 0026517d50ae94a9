package org.cardpress.writer.capacity;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The marks of one probe: 4 KiB each, at every power of two from 1 MiB up, at the beginning, in the middle and at the end of the
 * card. What a mark holds follows from a random number of the probe and its place, so that no two are alike and no earlier
 * probe's mark can pass for one.
 */
final class Marks {
    static final int SIZE = 4096;

    private static final long SMALLEST = 1 << 20;
    /** Marks are no partition table by chance: the two bytes that sign one are left empty. */
    private static final int SIGNATURE_WORD = 63;

    private final long nonce;
    private final List<Long> places;

    Marks(long nonce, long capacity) {
        this.nonce = nonce;
        TreeSet<Long> ascending = new TreeSet<>();
        ascending.add(0L);
        for (long place = SMALLEST; place > 0 && place <= capacity - SIZE; place *= 2) {
            ascending.add(place);
        }
        ascending.add(capacity / 2 / SIZE * SIZE);
        ascending.add((capacity - SIZE) / SIZE * SIZE);
        places = new ArrayList<>(ascending);
    }

    /** Ascending, beginning with 0. */
    List<Long> places() {
        return places;
    }

    void fill(ByteBuffer mark, long place) {
        SplittableRandom random = random(place);
        for (int word = 0; word < SIZE / Long.BYTES; word++) {
            mark.putLong(word == SIGNATURE_WORD ? 0 : random.nextLong());
        }
    }

    boolean isAt(ByteBuffer read, long place) {
        SplittableRandom random = random(place);
        int start = read.position();
        for (int word = 0; word < SIZE / Long.BYTES; word++) {
            long expected = word == SIGNATURE_WORD ? 0 : random.nextLong();
            if (read.getLong(start + word * Long.BYTES) != expected) {
                return false;
            }
        }
        return true;
    }

    private SplittableRandom random(long place) {
        return new SplittableRandom(new SplittableRandom(nonce + place).nextLong());
    }
}

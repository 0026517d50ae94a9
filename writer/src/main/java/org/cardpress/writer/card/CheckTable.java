package org.cardpress.writer.card;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The check values of an image, one for each MiB with mapped bytes, ascending. It fills while the image is unpacked: one thread
 * adds, and whoever knows by other means that a MiB has been unpacked may ask for its value.
 */
public final class CheckTable {
    private final int[] values;
    private final AtomicIntegerArray looked;
    private volatile int known;

    private CheckTable(int size) {
        values = new int[size];
        looked = new AtomicIntegerArray(size);
    }

    /** One that is complete. */
    public static CheckTable of(List<Long> values) {
        CheckTable table = new CheckTable(values.size());
        values.forEach(table::add);
        return table;
    }

    /** One that will hold so many. */
    public static CheckTable awaiting(long size) {
        return new CheckTable(Math.toIntExact(size));
    }

    public int size() {
        return values.length;
    }

    /** Adds the next one; for one thread. */
    public void add(long value) {
        values[known] = (int) value;
        known = known + 1;
    }

    /** As manifests hold them; asked when all are known. */
    public List<Long> toList() {
        List<Long> list = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            list.add(Integer.toUnsignedLong(value(i)));
        }
        return list;
    }

    /** Whether nobody has asked so about this one: of all cards the first looks whether the image still matches it. */
    boolean isFirstToLookAt(int index) {
        return looked.compareAndSet(index, 0, 1);
    }

    int value(int index) {
        if (index >= known) {
            throw new IllegalStateException(
                    "check value " + index + " was asked for when " + known + " were known (expected after)");
        }
        return values[index];
    }
}

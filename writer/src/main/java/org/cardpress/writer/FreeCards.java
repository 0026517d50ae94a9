package org.cardpress.writer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The cards that wait in the free slots of this machine. A slot tells the scheduler the size of its card, and gets no task that does
 * not fit; but the slot with the largest one tells none, and so gets the task that fits nowhere: there somebody can read that
 * a larger card is wanted, instead of an order that waits in silence. Safe for many threads.
 */
final class FreeCards {
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();

    /** What the slot tells the scheduler; null for "anything". */
    @Nullable
    Long offered(String slot, long capacity) {
        sizes.put(slot, capacity);
        return sizes.values().stream().anyMatch(size -> size > capacity) ? (Long) capacity : null;
    }

    /** The slot is empty or at work. */
    void taken(String slot) {
        sizes.remove(slot);
    }
}

package org.cardpress.writer.slot;

/** Looks at slots without changing anything. Safe for several threads. */
@FunctionalInterface
public interface SlotProbe {
    Sight look(Slot slot);
}

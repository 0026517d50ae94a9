package org.cardpress.writer.watch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.slot.Sight;
import org.cardpress.writer.slot.Slot;
import org.cardpress.writer.slot.SlotProbe;

/**
 * A look that always comes back: opening a device whose reader hangs may hang too. A look that takes too long shows a card that
 * stopped answering; no second one is begun in that slot before the first has returned. Safe for many threads.
 */
public final class PatientProbe implements SlotProbe {
    private final SlotProbe probe;
    private final Duration limit;
    private final Map<String, FutureTask<Sight>> late = new ConcurrentHashMap<>();

    /** @param limit the longest a look may take */
    public PatientProbe(SlotProbe probe, Duration limit) {
        this.probe = probe;
        this.limit = limit;
    }

    @Override
    public Sight look(Slot slot) {
        FutureTask<Sight> before = late.get(slot.name());
        if (before != null && !before.isDone()) {
            return hung();
        }
        FutureTask<Sight> look = new FutureTask<>(() -> probe.look(slot));
        Thread thread = new Thread(look, "look-" + slot.name());
        thread.setDaemon(true);
        thread.start();
        try {
            return look.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException hangs) {
            late.put(slot.name(), look);
            return hung();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return hung();
        }
    }

    private static Sight hung() {
        return new Sight.Unfit(CardFault.HUNG, "");
    }
}

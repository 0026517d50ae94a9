package org.cardpress.writer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cardpress.protocol.catalog.SlotState;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the scheduler what the slots of this host are up to: at once when something changed, and twice a minute. A slot that asks for
 * no task, since a finished card is still in it, is heard of by this only. Safe for many threads; nobody waits for the telling.
 */
final class SlotNews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlotNews.class);

    private final Consumer<List<SlotState>> scheduler;
    private final Duration every;
    private final Duration again;
    private final Map<String, SlotState> slots = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::tell, "slot-news");
    private boolean news;
    private boolean closed;

    /**
     * @param every how often to tell although nothing changed
     * @param again how soon to try again where nobody heard
     */
    SlotNews(Consumer<List<SlotState>> scheduler, Duration every, Duration again) {
        this.scheduler = scheduler;
        this.every = every;
        this.again = again;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** @param attention whether somebody is wanted at the slot */
    synchronized void say(String slot, String text, boolean attention) {
        SlotState state = new SlotState(slot, text, attention);
        if (!state.equals(slots.put(slot, state))) {
            news = true;
            notifyAll();
        }
    }

    private void tell() {
        try {
            boolean heard = true;
            while (true) {
                List<SlotState> now = next(heard ? every : again);
                if (now == null) {
                    return;
                }
                heard = isHeard(now);
            }
        } catch (InterruptedException stop) {
            LOG.debug("interrupted");
        }
    }

    /** Null at the end. */
    private synchronized @Nullable List<SlotState> next(Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        for (long left = wait.toMillis(); !news && !closed && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        news = false;
        return closed ? null : List.copyOf(slots.values());
    }

    private boolean isHeard(List<SlotState> now) {
        try {
            scheduler.accept(now);
            return true;
        } catch (ProblemException | SchedulerUnreachable deaf) {
            LOG.debug("slots not told: {}", deaf.getMessage());
            return false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}

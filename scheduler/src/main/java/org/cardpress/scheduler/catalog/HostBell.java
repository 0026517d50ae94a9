package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.util.function.Consumer;

/**
 * Rings with the name of a machine whose status, slots, or slots out of service are others than before, by the thread that changed them.
 * One listens at most.
 */
@Singleton
public final class HostBell {
    private volatile Consumer<String> heard = name -> {};

    /** @param newHeard must be quick, and must not throw */
    public void ring(Consumer<String> newHeard) {
        heard = newHeard;
    }

    void changed(String host) {
        heard.accept(host);
    }
}

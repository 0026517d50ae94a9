package org.cardpress.scheduler.dispatch;

import java.util.Set;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.scheduler.record.Actor;

/** Says whether a machine may claim work. */
public interface HostGate {
    /**
     * Returns where this account may claim these kinds for this machine; notes that the machine was seen, and registers one that
     * was never seen before.
     *
     * @throws org.cardpress.protocol.error.ProblemException {@code HOST_PENDING}, {@code HOST_DISABLED} or {@code NOT_ALLOWED}
     */
    void admit(ClaimRequest request, Actor worker);

    /** The slots of this machine that are to be given nothing. */
    default Set<String> aside(String host) {
        return Set.of();
    }
}

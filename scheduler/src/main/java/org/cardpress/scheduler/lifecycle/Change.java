package org.cardpress.scheduler.lifecycle;

import java.util.List;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.scheduler.record.Effect;
import org.cardpress.scheduler.record.Order;

/** What an event does to an order. */
public sealed interface Change {
    /**
     * The order moves.
     *
     * @param next version is one higher; its effects hold the new ones and those still owed
     * @param effects owed because of this move alone
     */
    record Moved(Order next, List<Effect> effects) implements Change {
        public Moved {
            effects = List.copyOf(effects);
        }
    }

    /** Nothing to do, and nothing is wrong: the event was known already, or came too late to matter. */
    record Unchanged(String why) implements Change {}

    /** Not in this state, or not by this caller. */
    record Refused(ErrorCode code, String message) implements Change {}
}

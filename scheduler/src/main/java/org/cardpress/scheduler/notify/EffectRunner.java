package org.cardpress.scheduler.notify;

import org.cardpress.scheduler.record.Effect;
import org.cardpress.scheduler.record.Order;

/** Does what is owed. May be asked twice for the same key. Throws where it must be asked again. */
public interface EffectRunner {
    void run(Order order, Effect effect);
}

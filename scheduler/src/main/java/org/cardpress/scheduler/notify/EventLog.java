package org.cardpress.scheduler.notify;

import jakarta.inject.Singleton;
import java.util.Locale;
import org.cardpress.scheduler.record.Effect;
import org.cardpress.scheduler.record.Order;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people through the log of the scheduler. */
@Singleton
final class EventLog implements EffectRunner {
    private static final Logger LOG = LoggerFactory.getLogger("org.cardpress.events");

    @Override
    public void run(Order order, Effect effect) {
        LOG.info(
                "event {} order {} ({}) about {} key {}",
                effect.kind().name().toLowerCase(Locale.ROOT),
                order.id(),
                order.status().wire(),
                effect.about(),
                effect.key());
    }
}

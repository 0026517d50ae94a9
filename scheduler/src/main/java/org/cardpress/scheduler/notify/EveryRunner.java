package org.cardpress.scheduler.notify;

import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import org.cardpress.scheduler.order.Budget;
import org.cardpress.scheduler.record.Effect;
import org.cardpress.scheduler.record.Order;

/** All that is done about an effect. Where one part fails, all are asked again: each bears that. */
@Primary
@Singleton
final class EveryRunner implements EffectRunner {
    private final Budget budget;
    private final EventLog log;

    EveryRunner(Budget budget, EventLog log) {
        this.budget = budget;
        this.log = log;
    }

    /** The ledger goes by what the order is now, not by what the effect says: a retry may have come before it. */
    @Override
    public void run(Order order, Effect effect) {
        budget.settle(order);
        log.run(order, effect);
    }
}

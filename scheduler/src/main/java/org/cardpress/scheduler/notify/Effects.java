package org.cardpress.scheduler.notify;

import jakarta.inject.Singleton;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.lifecycle.Event;
import org.cardpress.scheduler.order.OrderMoves;
import org.cardpress.scheduler.record.Effect;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.OrderStore;
import org.cardpress.scheduler.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the outbox holds, order by order, and strikes what is done. For one thread. */
@Singleton
public final class Effects {
    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

    private final Outbox outbox;
    private final OrderStore store;
    private final OrderMoves moves;
    private final EffectRunner runner;

    public Effects(Outbox outbox, OrderStore store, OrderMoves moves, EffectRunner runner) {
        this.outbox = outbox;
        this.store = store;
        this.moves = moves;
        this.runner = runner;
    }

    /** What fails stays owed: the slow sweep brings it back. */
    public void carryOut() {
        for (OrderId id : outbox.take()) {
            try {
                store.find(id).ifPresent(this::carryOut);
            } catch (StoreUnavailable | ProblemException e) {
                LOG.warn("order {}: what is owed is tried again later: {}", id, e.getMessage());
            }
        }
    }

    private void carryOut(Order order) {
        for (Effect effect : order.effects()) {
            if (ran(order, effect)) {
                moves.move(order.id(), new Event.EffectDone(effect.key()));
            }
        }
    }

    private boolean ran(Order order, Effect effect) {
        try {
            runner.run(order, effect);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("order {}: {} failed, tried again later", order.id(), effect.key(), e);
            return false;
        }
    }
}

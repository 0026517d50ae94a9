package org.cardpress.scheduler.periodic;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.scheduler.dispatch.Board;
import org.cardpress.scheduler.lifecycle.Event;
import org.cardpress.scheduler.notify.Outbox;
import org.cardpress.scheduler.order.OrderMoves;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.OrderStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slow look at the whole store: links whose time is over, effects still owed, and what other schedulers did. Memory: one id for
 * each link that is due. For one thread.
 */
@Singleton
public final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final OrderStore store;
    private final OrderMoves moves;
    private final Board board;
    private final Outbox outbox;
    private final Clock clock;

    public Sweep(OrderStore store, OrderMoves moves, Board board, Outbox outbox, Clock clock) {
        this.store = store;
        this.moves = moves;
        this.board = board;
        this.outbox = outbox;
        this.clock = clock;
    }

    public void sweep() {
        board.reread();
        Instant now = clock.instant();
        List<OrderId> due = new ArrayList<>();
        store.forEachActive(order -> {
            outbox.shown(order);
            if (isDue(order, now)) {
                due.add(order.id());
            }
        });
        due.forEach(this::expire);
    }

    private static boolean isDue(Order order, Instant now) {
        Order.Link link = order.link();
        return order.status() == OrderStatus.PENDING_EXPIRY
                && link != null
                && !link.expiresAt().isAfter(now);
    }

    private void expire(OrderId id) {
        try {
            moves.move(id, new Event.LinkDue());
        } catch (ProblemException e) {
            LOG.warn("order {}: link not expired yet: {}", id, e.getMessage());
        }
    }
}

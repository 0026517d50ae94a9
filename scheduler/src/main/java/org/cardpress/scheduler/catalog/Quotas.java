package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.organisation.Amount;
import org.cardpress.protocol.organisation.LedgerEntry;
import org.cardpress.scheduler.order.Budget;
import org.cardpress.scheduler.record.Ledger;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.Organisation;
import org.cardpress.scheduler.store.KeyedStore;
import org.cardpress.scheduler.store.OrderStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the ledgers of organisations: held when an order is placed, used up when its cards are written or its link works, given back
 * when it is canceled or fails. Organisation and ledger are one document, changed by compare-and-set, so two orders at once cannot
 * both take the last card. What a sudden death left undone is found by {@link #reconcile}. Safe for many threads.
 */
@Singleton
public final class Quotas implements Budget {
    /** Orders of one organisation that are being made at once. */
    static final int MOST_HELD = 1_000;

    /** An order is placed within a request, or never. */
    private static final Duration SETTLED_BY = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Quotas.class);
    private static final int PAGE = 100;
    private static final int TRIES = 100;

    private final KeyedStore<Organisation> organisations;
    private final OrderStore orders;
    private final Clock clock;

    public Quotas(KeyedStore<Organisation> organisations, OrderStore orders, Clock clock) {
        this.organisations = organisations;
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public void reserve(String slug, OrderId order, Amount amount) {
        LedgerEntry move = entry(order, LedgerEntry.Kind.RESERVE, amount);
        change(slug, before -> {
            Ledger next = before.ledger().apply(move);
            if (next.equals(before.ledger())) {
                return before;
            }
            require(before, next, amount);
            return before.with(next);
        });
    }

    private static void require(Organisation before, Ledger next, Amount amount) {
        if (!before.active()) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "organisation " + before.slug() + " places no orders (expected an active one)");
        }
        if (before.ledger().held().size() >= MOST_HELD) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "organisation " + before.slug() + " has " + MOST_HELD + " orders in work (wait until one ends)");
        }
        if (!before.quota().allows(next.all())) {
            String left = before.quota().left(before.ledger().all()).words();
            String message = "organisation " + before.slug() + " has " + left + " left (the order needs " + amount
                    + "; ask a manager for more)";
            throw new ProblemException(ErrorCode.CONFLICT, message, List.of(new Problem.Detail("quantity", message)));
        }
    }

    @Override
    public void settle(Order order) {
        String slug = order.organisation();
        if (slug != null) {
            end(order.status()).ifPresent(kind -> settle(slug, order.id(), kind));
        }
    }

    private void settle(String slug, OrderId order, LedgerEntry.Kind kind) {
        LedgerEntry move = entry(order, kind, Amount.NONE);
        change(slug, before -> {
            Ledger next = before.ledger().apply(move);
            return next.equals(before.ledger()) ? before : before.with(next);
        });
    }

    /** What becomes of what an order holds; nothing yet while it is being made. */
    static Optional<LedgerEntry.Kind> end(OrderStatus status) {
        return switch (status) {
            case CREATED, CREATING, PENDING_WRITER, DOWNLOADING, WRITING -> Optional.empty();
            case PENDING_SHIPMENT, SHIPPED, PENDING_EXPIRY, EXPIRED -> Optional.of(LedgerEntry.Kind.COMMIT);
            case CREATION_FAILED, DOWNLOAD_FAILED, WRITE_FAILED, FAILED, CANCELED ->
                Optional.of(LedgerEntry.Kind.REFUND);
        };
    }

    /** Looks at every order that holds something for a while: one that was never kept gives it back. */
    public void reconcile() {
        Instant before = clock.instant().minus(SETTLED_BY);
        for (int skip = 0; ; skip += PAGE) {
            List<Organisation> some = organisations.list(skip, PAGE);
            some.forEach(organisation -> organisation.ledger().held().entrySet().stream()
                    .filter(held -> held.getValue().since().isBefore(before))
                    .map(Map.Entry::getKey)
                    .forEach(order -> reconcile(organisation.slug(), order)));
            if (some.size() < PAGE) {
                return;
            }
        }
    }

    private void reconcile(String slug, OrderId id) {
        Optional<Order> order = orders.find(id);
        if (order.isPresent()) {
            settle(order.get());
        } else {
            LOG.warn("organisation {}: order {} is not there, what it held is given back", slug, id);
            settle(slug, id, LedgerEntry.Kind.REFUND);
        }
    }

    private LedgerEntry entry(OrderId order, LedgerEntry.Kind kind, Amount amount) {
        return new LedgerEntry(Instant.ofEpochMilli(clock.millis()), order.value(), kind, amount);
    }

    /** The same organisation back means that nothing is to be changed. */
    private void change(String slug, UnaryOperator<Organisation> change) {
        for (int i = 0; i < TRIES; i++) {
            Organisation before = Revision.find(organisations, Organisations.WHAT, slug);
            Organisation next = change.apply(before);
            if (next.equals(before)) {
                return;
            }
            if (organisations.replace(next)) {
                Ledger ledger = next.ledger();
                LOG.info(
                        "organisation {}: {}",
                        slug,
                        ledger.last().get(ledger.last().size() - 1));
                return;
            }
        }
        throw new ProblemException(
                ErrorCode.UNAVAILABLE,
                "organisation " + slug + " is changed by others all the time: try again in a moment");
    }
}

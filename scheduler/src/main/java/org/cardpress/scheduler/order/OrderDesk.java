package org.cardpress.scheduler.order;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.PlainText;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.scheduler.lifecycle.Event;
import org.cardpress.scheduler.lifecycle.Opening;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.store.OrderStore;
import org.cardpress.scheduler.store.TaskLogStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people do with orders. Whether this person may is decided before; what follows is decided by lifecycle. Each method throws
 * {@link ProblemException} where the order is not known, or not in a state for it. Safe for many threads.
 */
@Singleton
public final class OrderDesk {
    private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);
    private static final int LONGEST_SHIPMENT = 2000;

    private final OrderStore store;
    private final OrderMoves moves;
    private final TaskLogStore logs;
    private final Places places;
    private final Books books;
    private final OwnFiles files;
    private final Budget budget;
    private final BuildKeys keys;
    private final Clock clock;
    private final RandomGenerator random;

    public OrderDesk(
            OrderStore store,
            OrderMoves moves,
            TaskLogStore logs,
            Places places,
            Books books,
            OwnFiles files,
            Budget budget,
            BuildKeys keys,
            Clock clock,
            RandomGenerator random) {
        this.store = store;
        this.moves = moves;
        this.logs = logs;
        this.places = places;
        this.books = books;
        this.files = files;
        this.budget = budget;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Keeps a new order, with the exact bytes of every book it chose from the catalog and of every upload. With a key that this user has used before, the order of then is answered, so a caller that got no
     * answer may ask again.
     *
     * @throws ProblemException {@code MALFORMED} with every problem of the order; {@code CONFLICT} where the creator's organisation has less left; {@code UNAVAILABLE} where a library does not answer
     */
    public Order place(PlaceOrder wanted, Actor by) {
        new OrderCheck(places).check(wanted);
        OrderId id = OrderId.fresh(clock.instant(), random);
        if (wanted.key() != null) {
            id = store.reserveKey(by.username(), wanted.key(), id);
            Optional<Order> earlier = store.find(id);
            if (earlier.isPresent()) {
                LOG.info("order {} asked for again by {}", id, by.username());
                return earlier.get();
            }
        }
        HotspotConfig config = books.pinned(files.pinned(wanted.config(), by));
        OrderCheck.buildable(config);
        Opening opening = opening(id, wanted, config, by);
        if (by.organisation() != null) {
            budget.reserve(by.organisation(), id, Cost.of(opening.quantity(), config));
        }
        return moves.open(opening);
    }

    private Opening opening(OrderId id, PlaceOrder wanted, HotspotConfig config, Actor by) {
        boolean cards = wanted.kind() == OrderKind.CARDS;
        String name = wanted.name();
        return new Opening(
                id,
                wanted.kind(),
                name == null || name.isBlank() ? wanted.config().name() : name,
                by.username(),
                by.organisation(),
                places.channel(wanted.channel()).orElseThrow(),
                places.warehouse(wanted.warehouse()).orElseThrow(),
                wanted.host(),
                Objects.requireNonNullElse(wanted.priority(), 0),
                cards ? Objects.requireNonNullElse(wanted.quantity(), 1) : 0,
                wanted.cardSize(),
                cards ? 0 : Objects.requireNonNullElseGet(wanted.linkDays(), places::linkDays),
                wanted.recipient(),
                config,
                keys.of(config).orElse(null));
    }

    /** Stops an order; one that is canceled already stays so. */
    public Order cancel(OrderId id, Actor by) {
        return ask(id, new Event.CancelAsked(by.username()), by);
    }

    /** Says yes to what the slot of this task asks. */
    public Order confirm(TaskId task, String question, Actor by) {
        return ask(task.order(), new Event.ConfirmAsked(task, question, by.username()), by);
    }

    /** Has what failed done again: one task, or for null all that failed. */
    public Order retry(OrderId id, @Nullable TaskId task, Actor by) {
        Order before = moves.find(id);
        String organisation = before.organisation();
        if (organisation == null || before.isFinal() || !before.status().isEnded()) {
            return ask(id, new Event.RetryAsked(task, by.username()), by);
        }
        // What it held was given back when it failed, so it must be there again.
        budget.reserve(organisation, id, Cost.of(before));
        try {
            return ask(id, new Event.RetryAsked(task, by.username()), by);
        } catch (ProblemException refused) {
            budget.settle(moves.find(id));
            throw refused;
        }
    }

    /** Notes that the cards are on their way; refused unless the order awaits it. */
    public Order ship(OrderId id, String details, Actor by) {
        String wrong = PlainText.said(details, LONGEST_SHIPMENT);
        if (wrong != null) {
            throw new ProblemException(
                    ErrorCode.MALFORMED, "details: " + wrong, List.of(new Problem.Detail("details", wrong)));
        }
        return ask(id, new Event.ShipAsked(details, by.username()), by);
    }

    /** Erases recipient, name, shipment details and contents of an order that is over. */
    public Order anonymise(OrderId id, Actor by) {
        return ask(id, new Event.AnonymiseAsked(by.username()), by);
    }

    /** Notes that the warehouse holds nothing of this order any more. */
    public Order imageRemoved(OrderId id, Actor by) {
        return ask(id, new Event.ImageRemoved(by.username()), by);
    }

    /** Forgets an order that is over, whose image is gone and whose tasks nobody works on; its logs too. */
    public void delete(OrderId id, Actor by) {
        Order order = moves.find(id);
        if (!order.isFinal()) {
            throw conflict(order, "is " + order.status().wire() + " (expected shipped, expired or canceled)");
        }
        if (order.isActive()) {
            throw conflict(
                    order,
                    order.imageGone()
                            ? "has a worker at it, or a message still to be sent: try again in a few minutes"
                            : "has files in warehouse " + order.warehouse() + ", which removes them soon");
        }
        order.tasks().stream()
                .filter(task -> !task.stage().isTerminal())
                .findFirst()
                .ifPresent(task -> {
                    throw conflict(
                            order, "has task " + task.id() + " " + task.status().wire() + " (expected all ended)");
                });
        LOG.info("order {} deleted: {} asked", id, by.username());
        if (!moves.delete(order)) {
            throw conflict(order, "changed meanwhile: look at it again");
        }
        order.tasks().forEach(task -> logs.delete(task.id()));
    }

    private Order ask(OrderId id, Event event, Actor by) {
        LOG.info("order {}: {} ({}) asks {}", id, by.username(), by.role().wire(), event);
        return moves.move(id, event).accepted();
    }

    private static ProblemException conflict(Order order, String how) {
        return new ProblemException(ErrorCode.CONFLICT, "order " + order.id() + " " + how);
    }
}

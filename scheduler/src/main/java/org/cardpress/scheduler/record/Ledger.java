package org.cardpress.scheduler.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cardpress.protocol.organisation.Amount;
import org.cardpress.protocol.organisation.LedgerEntry;

/**
 * How much of its quota an organisation holds and has used. Each move of an order counts once: what is held already is not held
 * again, and what is not held can neither be used nor given back. Immutable; {@link #apply} is all that changes it.
 *
 * @param held by order
 * @param used in all
 * @param last the last moves, oldest first; of more than {@link #MOST_ENTRIES} the newest
 */
public record Ledger(Map<OrderId, Held> held, Amount used, List<LedgerEntry> last) {
    public static final int MOST_ENTRIES = 100;
    public static final Ledger EMPTY = new Ledger(Map.of(), Amount.NONE, List.of());

    public Ledger {
        held = Map.copyOf(held);
        last = List.copyOf(last);
    }

    /** The ledger after this move; the same one where the move says nothing new. */
    public Ledger apply(LedgerEntry move) {
        OrderId order = new OrderId(move.order());
        Optional<Held> before = Optional.ofNullable(held.get(order));
        return switch (move.kind()) {
            case RESERVE -> before.isPresent() ? this : reserved(order, move);
            case COMMIT ->
                before.map(mine -> without(order, mine, used.plus(mine.amount()), move))
                        .orElse(this);
            case REFUND -> before.map(mine -> without(order, mine, used, move)).orElse(this);
        };
    }

    /** What orders that are being made hold. */
    public Amount heldInAll() {
        return held.values().stream().map(Held::amount).reduce(Amount.NONE, Amount::plus);
    }

    /** Held and used. */
    public Amount all() {
        return heldInAll().plus(used);
    }

    private Ledger reserved(OrderId order, LedgerEntry move) {
        Map<OrderId, Held> more = new LinkedHashMap<>(held);
        more.put(order, new Held(move.amount(), move.at()));
        return new Ledger(more, used, and(move));
    }

    /** What is used or given back is what was held, whatever the move says. */
    private Ledger without(OrderId order, Held mine, Amount nowUsed, LedgerEntry move) {
        Map<OrderId, Held> fewer = new LinkedHashMap<>(held);
        fewer.remove(order);
        return new Ledger(fewer, nowUsed, and(new LedgerEntry(move.at(), move.order(), move.kind(), mine.amount())));
    }

    private List<LedgerEntry> and(LedgerEntry move) {
        List<LedgerEntry> more = new ArrayList<>(last);
        more.add(move);
        return more.subList(Math.max(0, more.size() - MOST_ENTRIES), more.size());
    }

    /** What one order holds, and since when. */
    public record Held(Amount amount, Instant since) {}
}

package org.cardpress.scheduler.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.cardpress.protocol.organisation.Amount;
import org.cardpress.protocol.organisation.LedgerEntry;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private static String id(int number) {
        return String.format("%020d", number);
    }

    private static LedgerEntry move(LedgerEntry.Kind kind, int order, long cards, long bytes) {
        return new LedgerEntry(NOW, id(order), kind, new Amount(cards, bytes));
    }

    private static Ledger play(Ledger first, List<LedgerEntry> moves) {
        Ledger ledger = first;
        for (LedgerEntry each : moves) {
            ledger = ledger.apply(each);
        }
        return ledger;
    }

    @Provide
    Arbitrary<List<LedgerEntry>> moves() {
        return Combinators.combine(
                        Arbitraries.of(LedgerEntry.Kind.values()),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.longs().between(0, 200),
                        Arbitraries.longs().between(0, 1L << 50))
                .as(LedgerTest::move)
                .list()
                .ofMaxSize(90);
    }

    /** Amounts refuse to be negative, so it is enough that none of this throws. */
    @Property(tries = 300)
    void nothingIsEverNegativeAndWhatWasReservedIsHeldUsedOrGivenBack(@ForAll("moves") List<LedgerEntry> moves) {
        Ledger ledger = play(Ledger.EMPTY, moves);
        long reserved = 0;
        long given = 0;
        for (LedgerEntry each : ledger.last()) {
            reserved += each.kind() == LedgerEntry.Kind.RESERVE ? each.amount().cards() : 0;
            given += each.kind() == LedgerEntry.Kind.REFUND ? each.amount().cards() : 0;
        }
        assertThat(ledger.heldInAll().cards() + ledger.used().cards() + given).isEqualTo(reserved);
    }

    @Property(tries = 300)
    void itsMovesPlayedAgainGiveTheSameLedger(@ForAll("moves") List<LedgerEntry> moves) {
        Ledger ledger = play(Ledger.EMPTY, moves);
        assertThat(play(Ledger.EMPTY, ledger.last())).isEqualTo(ledger);
    }

    @Property(tries = 300)
    void aMoveThatIsToldTwiceCountsOnce(@ForAll("moves") List<LedgerEntry> moves) {
        List<LedgerEntry> twice = new ArrayList<>();
        moves.forEach(each -> twice.addAll(List.of(each, each)));
        assertThat(play(Ledger.EMPTY, twice)).isEqualTo(play(Ledger.EMPTY, moves));
    }

    /** What each order holds by a second, simpler reading of the same moves. */
    @Property(tries = 300)
    void anOrderHoldsFromItsReservationToItsEnd(@ForAll("moves") List<LedgerEntry> moves) {
        Map<String, Amount> held = new HashMap<>();
        Set<String> open = new HashSet<>();
        long used = 0;
        for (LedgerEntry each : moves) {
            boolean isOpen = open.contains(each.order());
            if (each.kind() == LedgerEntry.Kind.RESERVE && !isOpen) {
                open.add(each.order());
                held.put(each.order(), each.amount());
            } else if (each.kind() != LedgerEntry.Kind.RESERVE && isOpen) {
                open.remove(each.order());
                Amount mine = held.remove(each.order());
                used += each.kind() == LedgerEntry.Kind.COMMIT && mine != null ? mine.bytes() : 0;
            }
        }
        Ledger ledger = play(Ledger.EMPTY, moves);
        assertThat(ledger.held().keySet()).extracting(OrderId::value).containsExactlyInAnyOrderElementsOf(open);
        assertThat(ledger.used().bytes()).isEqualTo(used);
        ledger.held().forEach((order, mine) -> assertThat(mine.amount()).isEqualTo(held.get(order.value())));
    }

    @Test
    void onlyTheNewestMovesAreKeptAndTheSumsStay() {
        Ledger ledger = Ledger.EMPTY;
        for (int i = 0; i < Ledger.MOST_ENTRIES; i++) {
            ledger = ledger.apply(move(LedgerEntry.Kind.RESERVE, i, 1, 10))
                    .apply(move(LedgerEntry.Kind.COMMIT, i, 0, 0));
        }
        assertThat(ledger.last()).hasSize(Ledger.MOST_ENTRIES);
        assertThat(ledger.used()).isEqualTo(new Amount(Ledger.MOST_ENTRIES, 10L * Ledger.MOST_ENTRIES));
        assertThat(ledger.held()).isEmpty();
    }
}

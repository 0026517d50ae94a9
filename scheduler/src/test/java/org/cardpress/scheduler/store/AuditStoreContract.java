package org.cardpress.scheduler.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.audit.AuditFilter;
import org.cardpress.protocol.auth.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link AuditStore} promises. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class AuditStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");
    private static final Set<Act> ANY = EnumSet.allOf(Act.class);

    protected abstract AuditStore emptyStore() throws Exception;

    private AuditStore store = new InMemoryAuditStore();

    @BeforeEach
    void openStore() throws Exception {
        store = emptyStore();
    }

    private AuditEntry add(int number, String who, @Nullable Role role, Act act, String about) {
        Instant at = NOW.plus(Duration.ofDays(number));
        AuditEntry entry = new AuditEntry(
                String.format("id%03d", number), at, who, role, act, about, "as it is", "127.0.0.1", "r");
        store.append(entry);
        return entry;
    }

    private List<AuditEntry> list(AuditFilter filter) {
        List<AuditEntry> found = store.list(filter, 0, 100);
        assertThat(store.count(filter)).isEqualTo(found.size());
        return found;
    }

    private static AuditFilter upTo(@Nullable String id) {
        return new AuditFilter(null, Set.of(), null, null, null, id);
    }

    @Test
    void anEntryIsReadAsItWasWritten() {
        AuditEntry refused = add(1, "?", null, Act.SIGN_IN_REFUSED, "");
        for (Role role : Role.values()) {
            add(2 + role.ordinal(), "ann", role, Act.USER_ADDED, "bob");
        }
        assertThat(list(AuditFilter.ALL)).hasSize(1 + Role.values().length).endsWith(refused);
        for (Act act : Act.values()) {
            assertThat(add(100 + act.ordinal(), "ann", Role.MANAGER, act, "x"))
                    .isEqualTo(store.list(AuditFilter.ALL, 0, 1).get(0));
        }
    }

    @Test
    void theListIsNewestFirstAndInPages() {
        AuditEntry third = add(3, "ann", Role.MANAGER, Act.USER_ADDED, "x");
        AuditEntry first = add(1, "ann", Role.MANAGER, Act.USER_ADDED, "x");
        AuditEntry second = add(2, "ann", Role.MANAGER, Act.USER_ADDED, "x");
        assertThat(list(AuditFilter.ALL)).containsExactly(third, second, first);
        assertThat(store.list(AuditFilter.ALL, 1, 1)).containsExactly(second);
        assertThat(store.list(AuditFilter.ALL, 3, 1)).isEmpty();
        assertThat(store.list(AuditFilter.ALL, 0, 0)).isEmpty();
    }

    @Test
    void aListUpToAnEntryDoesNotChangeWhenMoreAreAdded() {
        add(1, "ann", Role.MANAGER, Act.USER_ADDED, "x");
        add(2, "ann", Role.MANAGER, Act.USER_ADDED, "x");
        List<AuditEntry> before = list(upTo("id002"));
        add(3, "ann", Role.MANAGER, Act.USER_ADDED, "x");
        assertThat(before).hasSize(2);
        assertThat(list(upTo("id002"))).isEqualTo(before);
        assertThat(list(upTo(null))).hasSize(3);
    }

    @Test
    void eachFilterNarrows() {
        AuditEntry placed = add(1, "ann", Role.MEMBER, Act.ORDER_PLACED, "1abc");
        AuditEntry confirmed = add(2, "bob", Role.OPERATOR, Act.CARD_CONFIRMED, "1abc.w1");
        AuditEntry disabled = add(3, "cat", Role.MANAGER, Act.USER_CHANGED, "ann");
        assertThat(list(new AuditFilter("ann", Set.of(), null, null, null, null)))
                .containsExactly(placed);
        assertThat(list(new AuditFilter(null, Set.of(Act.USER_CHANGED, Act.ORDER_PLACED), null, null, null, null)))
                .containsExactly(disabled, placed);
        assertThat(list(new AuditFilter(null, Set.of(), "1abc", null, null, null)))
                .containsExactly(confirmed, placed);
        assertThat(list(new AuditFilter(null, Set.of(), ".*", null, null, null)))
                .isEmpty();
        assertThat(list(new AuditFilter(null, Set.of(), null, confirmed.at(), disabled.at(), null)))
                .containsExactly(confirmed);
        assertThat(list(new AuditFilter("ann", Set.of(Act.CARD_CONFIRMED), "1", null, null, null)))
                .isEmpty();
    }

    @Test
    void anEntryThatIsThereIsNotChanged() {
        AuditEntry first = add(1, "ann", Role.MEMBER, Act.ORDER_PLACED, "1abc");
        add(1, "bob", Role.MEMBER, Act.ORDER_CANCELED, "other");
        assertThat(list(AuditFilter.ALL)).containsExactly(first);
    }

    @Test
    void onlyOldAndTooManyEntriesOfTheGivenActsAreForgotten() {
        AuditEntry old = add(1, "ann", Role.MEMBER, Act.ORDER_PLACED, "x");
        add(2, "?", null, Act.SIGN_IN_REFUSED, "");
        add(3, "?", null, Act.SIGN_IN_REFUSED, "");
        add(4, "?", null, Act.SIGN_IN_REFUSED, "");
        AuditEntry last = add(5, "?", null, Act.SIGN_IN_REFUSED, "");
        Instant third = NOW.plus(Duration.ofDays(3));
        assertThat(store.purge(Set.of(Act.SIGN_IN_REFUSED), third, 1)).isEqualTo(3);
        assertThat(list(AuditFilter.ALL)).containsExactly(last, old);
        assertThat(store.purge(ANY, third, 10)).isEqualTo(1);
        assertThat(list(AuditFilter.ALL)).containsExactly(last);
        assertThat(store.purge(ANY, NOW, 1)).isZero();
    }
}

package org.cardpress.scheduler.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.audit.AuditFilter;
import org.cardpress.protocol.auth.Role;
import org.cardpress.scheduler.TestClock;
import org.cardpress.scheduler.store.AuditStore;
import org.cardpress.scheduler.store.InMemoryAuditStore;
import org.cardpress.scheduler.store.StoreUnavailable;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final AuditTrail.Origin HERE = new AuditTrail.Origin("127.0.0.1", "r1");

    private final InMemoryAuditStore store = new InMemoryAuditStore();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-21T08:00:00Z"));
    private final AuditTrail trail = new AuditTrail(store, clock, new Random(1));

    private List<AuditEntry> all() {
        return trail.list(AuditFilter.ALL, 0, 100);
    }

    @Test
    void actsOfOneMillisecondStandInTheOrderTheyWereDone() {
        for (int i = 0; i < 50; i++) {
            trail.note("ann", Role.MANAGER, Act.USER_ADDED, "user" + i, "", HERE);
        }
        assertThat(all())
                .extracting(AuditEntry::about)
                .startsWith("user49", "user48")
                .endsWith("user0");
        assertThat(all()).extracting(AuditEntry::at).containsOnly(clock.instant());
    }

    @Test
    void aNameCannotForgeALineOrFillTheStore() {
        trail.note("ann", Role.MANAGER, Act.CHANNEL_SAVED, "a\nb", "x".repeat(9_000), HERE);
        assertThat(all().get(0).about()).isEqualTo("a b");
        assertThat(all().get(0).detail()).hasSizeLessThan(400);
    }

    @Test
    void guessedPasswordsPushOutNoActs() {
        trail.note("ann", Role.MANAGER, Act.USER_ADDED, "bob", "", HERE);
        for (int i = 0; i < AuditTrail.MOST_REFUSED + 10; i++) {
            trail.note("?", null, Act.SIGN_IN_REFUSED, "?", "", HERE);
        }
        trail.purge();
        assertThat(trail.count(AuditFilter.ALL)).isEqualTo(AuditTrail.MOST_REFUSED + 1);
        clock.turn(AuditTrail.KEPT.plus(Duration.ofSeconds(1)));
        trail.purge();
        assertThat(all()).isEmpty();
    }

    /** The act was done: its caller must not hear that it failed. */
    @Test
    void aStoreThatIsAwayDoesNotUndoTheAct() {
        AuditStore away = new AuditStore() {
            @Override
            public void append(AuditEntry entry) {
                throw new StoreUnavailable("away", new IllegalStateException());
            }

            @Override
            public List<AuditEntry> list(AuditFilter filter, int skip, int limit) {
                return List.of();
            }

            @Override
            public long count(AuditFilter filter) {
                return 0;
            }

            @Override
            public long purge(Set<Act> acts, Instant before, int most) {
                return 0;
            }
        };
        AuditTrail silent = new AuditTrail(away, clock, new Random(1));
        assertThatCode(() -> silent.note("ann", Role.MANAGER, Act.USER_ADDED, "bob", "", HERE))
                .doesNotThrowAnyException();
    }
}

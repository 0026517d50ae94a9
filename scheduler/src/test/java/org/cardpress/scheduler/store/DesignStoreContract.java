package org.cardpress.scheduler.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.scheduler.record.Design;
import org.cardpress.scheduler.record.OrderId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link DesignStore} promises. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class DesignStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");

    private final Random random = new Random(7);
    private final OrderSamples samples = new OrderSamples(random);
    private DesignStore store = new InMemoryDesignStore();

    protected abstract DesignStore emptyStore() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = emptyStore();
    }

    private Design design(int age, String name, String owner) {
        String id = OrderId.fresh(NOW.plusMillis(age), random).value();
        return new Design(new Design.Head(id, 1, name, owner, owner, NOW, null), config());
    }

    private HotspotConfig config() {
        return samples.order(NOW).config();
    }

    private Design next(Design before) {
        long version = before.head().version() + 1;
        return before.next("Name " + version, "bob", NOW.plusSeconds(version), "note " + version, config());
    }

    @Test
    void aDesignIsFoundAsItWasKept() {
        for (int i = 0; i < 20; i++) {
            Design design = design(i, "école " + i, "ann");
            assertThat(store.insert(design)).isTrue();
            assertThat(store.insert(design)).isFalse();
            assertThat(store.find(design.head().id())).contains(design);
        }
    }

    @Test
    void anEarlierVersionStaysAsItWas() {
        Design first = design(0, "Clinic", "ann");
        store.insert(first);
        Design second = next(first);
        Design third = next(second);
        assertThat(store.replace(second)).isTrue();
        assertThat(store.replace(third)).isTrue();

        String id = first.head().id();
        assertThat(store.find(id)).contains(third);
        assertThat(store.version(id, 1)).contains(first);
        assertThat(store.version(id, 2)).contains(second);
        assertThat(store.version(id, 3)).contains(third);
        assertThat(store.version(id, 4)).isEmpty();
        assertThat(store.version(id, 0)).isEmpty();
        assertThat(store.versions(id)).containsExactly(third.head(), second.head(), first.head());
    }

    @Test
    void onlyTheVersionBeforeIsReplaced() {
        Design first = design(0, "Clinic", "ann");
        store.insert(first);
        Design second = next(first);
        assertThat(store.replace(next(second))).isFalse();
        assertThat(store.replace(second)).isTrue();
        assertThat(store.replace(second)).isFalse();
        assertThat(store.find(first.head().id())).contains(second);
        assertThat(store.versions(first.head().id())).hasSize(2);
    }

    @Test
    void onlyTheLastVersionsAreKept() {
        Design design = design(0, "Clinic", "ann");
        store.insert(design);
        for (int i = 0; i < DesignStore.VERSIONS + 3; i++) {
            design = next(design);
            assertThat(store.replace(design)).isTrue();
        }
        List<Design.Head> kept = store.versions(design.head().id());
        assertThat(kept).hasSize(DesignStore.VERSIONS);
        assertThat(kept.get(0)).isEqualTo(design.head());
        assertThat(kept.get(kept.size() - 1).version()).isEqualTo(5);
        assertThat(store.version(design.head().id(), 4)).isEmpty();
        assertThat(store.version(design.head().id(), 5)).isPresent();
    }

    @Test
    void aDeletedDesignIsGoneWithItsVersions() {
        Design first = design(0, "Clinic", "ann");
        String id = first.head().id();
        store.insert(first);
        store.replace(next(first));
        assertThat(store.delete(id, 1)).isFalse();
        assertThat(store.delete(id, 2)).isTrue();
        assertThat(store.delete(id, 2)).isFalse();
        assertThat(store.find(id)).isEmpty();
        assertThat(store.version(id, 1)).isEmpty();
        assertThat(store.versions(id)).isEmpty();
        assertThat(store.insert(first)).isTrue();
        assertThat(store.versions(id)).containsExactly(first.head());
    }

    @Test
    void theListIsByAgeAndNarrowedByOwnerAndName() {
        List<Design> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Design design = design(i, (i % 3 == 0 ? "Clinic " : "School (") + i, i % 2 == 0 ? "ann" : "bob");
            all.add(0, design);
            store.insert(design);
        }
        List<Design.Head> heads = all.stream().map(Design::head).toList();
        DesignFilter any = new DesignFilter(null, null);
        assertThat(store.list(any, 0, 10)).isEqualTo(heads);
        assertThat(store.list(any, 2, 3)).isEqualTo(heads.subList(2, 5));
        assertThat(store.list(any, 0, 0)).isEmpty();
        assertThat(store.count(any)).isEqualTo(6);
        for (DesignFilter filter : List.of(
                new DesignFilter("ann", null), new DesignFilter(null, "CLINIC"), new DesignFilter("bob", "l ("))) {
            assertThat(store.list(filter, 0, 10))
                    .isEqualTo(heads.stream().filter(filter::matches).toList());
            assertThat(store.count(filter))
                    .isEqualTo(heads.stream().filter(filter::matches).count());
        }
    }

    @Test
    void ofManyRacingChangesEachVersionIsMadeOnce() throws Exception {
        Design first = design(0, "Clinic", "ann");
        String id = first.head().id();
        store.insert(first);
        HotspotConfig config = first.config();
        int threads = 4;
        int wins = 8;
        Callable<Void> racer = () -> {
            for (int won = 0; won < wins && !Thread.currentThread().isInterrupted(); ) {
                Design now = store.find(id).orElseThrow();
                if (store.replace(now.next("x", Thread.currentThread().getName(), NOW, null, config))) {
                    won++;
                }
            }
            return null;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Void> done : pool.invokeAll(Collections.nCopies(threads, racer))) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(store.find(id).orElseThrow().head().version()).isEqualTo(1 + threads * wins);
        assertThat(store.versions(id)).hasSize(1 + threads * wins);
    }
}

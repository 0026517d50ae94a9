package org.cardpress.scheduler.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.cardpress.scheduler.record.RefreshToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link RefreshTokenStore} promises. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class RefreshTokenStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");

    protected abstract RefreshTokenStore emptyStore() throws Exception;

    private RefreshTokenStore store = new InMemoryRefreshTokenStore();

    @BeforeEach
    void openStore() throws Exception {
        store = emptyStore();
    }

    private static RefreshToken token(String hash, String family, String user, Instant expires) {
        return new RefreshToken(hash, family, user, expires, false);
    }

    @Test
    void aTokenIsAnsweredAsItWasBeforeItsUse() {
        store.insert(token("h", "f", "ann", NOW));
        assertThat(store.use("h")).contains(token("h", "f", "ann", NOW));
        assertThat(store.use("h")).contains(new RefreshToken("h", "f", "ann", NOW, true));
        assertThat(store.use("unknown")).isEmpty();
    }

    @Test
    void ofManyRacingUsersOneSeesTheTokenUnused() throws Exception {
        for (int round = 0; round < 20; round++) {
            String hash = "h" + round;
            store.insert(token(hash, "f", "ann", NOW));
            int unused = 0;
            Callable<Optional<RefreshToken>> user = () -> store.use(hash);
            ExecutorService pool = Executors.newFixedThreadPool(6);
            try {
                for (Future<Optional<RefreshToken>> seen : pool.invokeAll(Collections.nCopies(6, user))) {
                    if (!seen.get().orElseThrow().used()) {
                        unused++;
                    }
                }
            } finally {
                pool.shutdownNow();
            }
            assertThat(unused).isEqualTo(1);
        }
    }

    @Test
    void aFamilyEndsTogetherAndAlone() {
        store.insert(token("1", "f", "ann", NOW));
        store.insert(token("2", "f", "ann", NOW));
        store.insert(token("3", "g", "ann", NOW));
        store.deleteFamily("f");
        assertThat(store.use("1")).isEmpty();
        assertThat(store.use("2")).isEmpty();
        assertThat(store.use("3")).isPresent();
    }

    @Test
    void anAccountEndsTogetherAndAlone() {
        store.insert(token("1", "f", "ann", NOW));
        store.insert(token("2", "g", "ann", NOW));
        store.insert(token("3", "h", "bob", NOW));
        store.deleteAllOf("ann");
        assertThat(store.use("1")).isEmpty();
        assertThat(store.use("2")).isEmpty();
        assertThat(store.use("3")).isPresent();
    }

    @Test
    void onlyExpiredTokensArePurged() {
        store.insert(token("1", "f", "ann", NOW.minusMillis(1)));
        store.insert(token("2", "f", "ann", NOW));
        assertThat(store.purge(NOW)).isEqualTo(1);
        assertThat(store.use("1")).isEmpty();
        assertThat(store.use("2")).isPresent();
    }
}

package org.cardpress.scheduler.store;

import java.time.Instant;
import java.util.Optional;
import org.cardpress.scheduler.record.RefreshToken;

/** Keeps refresh tokens, hashed. Safe for many threads and many schedulers; throws {@link StoreUnavailable}. */
public interface RefreshTokenStore {
    void insert(RefreshToken token);

    /**
     * Marks the token as used, and answers it as it was before: exactly one of many concurrent callers sees {@code used == false}.
     * Empty where no such token is kept.
     */
    Optional<RefreshToken> use(String hash);

    /** Ends all tokens of a login. */
    void deleteFamily(String family);

    /** Ends all tokens of an account. */
    void deleteAllOf(String username);

    /** Forgets tokens that expired before this; answers how many. */
    long purge(Instant before);
}

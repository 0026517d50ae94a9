package org.cardpress.scheduler.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.cardpress.scheduler.record.RefreshToken;

/** Refresh tokens in memory, for tests. Held to the same contract as the real one. */
public final class InMemoryRefreshTokenStore implements RefreshTokenStore {
    private final Map<String, RefreshToken> tokens = new HashMap<>();

    @Override
    public synchronized void insert(RefreshToken token) {
        tokens.putIfAbsent(token.hash(), token);
    }

    @Override
    public synchronized Optional<RefreshToken> use(String hash) {
        RefreshToken before = tokens.get(hash);
        if (before == null) {
            return Optional.empty();
        }
        tokens.put(hash, new RefreshToken(hash, before.family(), before.username(), before.expiresAt(), true));
        return Optional.of(before);
    }

    @Override
    public synchronized void deleteFamily(String family) {
        deleteWhere(token -> token.family().equals(family));
    }

    @Override
    public synchronized void deleteAllOf(String username) {
        deleteWhere(token -> token.username().equals(username));
    }

    @Override
    public synchronized long purge(Instant before) {
        return deleteWhere(token -> token.expiresAt().isBefore(before));
    }

    private long deleteWhere(Predicate<RefreshToken> condition) {
        int before = tokens.size();
        tokens.values().removeIf(condition);
        return before - tokens.size();
    }
}

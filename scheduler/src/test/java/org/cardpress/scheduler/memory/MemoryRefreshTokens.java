package org.cardpress.scheduler.memory;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.cardpress.scheduler.record.RefreshToken;
import org.cardpress.scheduler.store.RefreshTokenStore;

/** Keeps refresh tokens in a map. */
public final class MemoryRefreshTokens implements RefreshTokenStore {
    private final Map<String, RefreshToken> tokens = new ConcurrentHashMap<>();

    @Override
    public void insert(RefreshToken token) {
        tokens.put(token.hash(), token);
    }

    @Override
    public synchronized Optional<RefreshToken> use(String hash) {
        RefreshToken before = tokens.get(hash);
        if (before != null) {
            tokens.put(hash, new RefreshToken(hash, before.family(), before.username(), before.expiresAt(), true));
        }
        return Optional.ofNullable(before);
    }

    @Override
    public synchronized void deleteFamily(String family) {
        tokens.values().removeIf(token -> token.family().equals(family));
    }

    @Override
    public synchronized void deleteAllOf(String username) {
        tokens.values().removeIf(token -> token.username().equals(username));
    }

    @Override
    public synchronized long purge(Instant before) {
        int size = tokens.size();
        tokens.values().removeIf(token -> token.expiresAt().isBefore(before));
        return size - tokens.size();
    }

    /** For tests: everything that is kept. */
    public String dump() {
        return tokens.toString();
    }
}

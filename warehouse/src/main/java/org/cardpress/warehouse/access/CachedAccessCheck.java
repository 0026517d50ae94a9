package org.cardpress.warehouse.access;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Remembers answers for a few seconds, so that a client that sends many commands does not become as many questions. That is how long
 * a lost lease can still be used to begin something. An absent scheduler is not remembered.
 */
public final class CachedAccessCheck implements AccessCheck {
    private final AccessCheck inner;
    private final Recent<AccessAnswer> recent;

    public CachedAccessCheck(AccessCheck inner, Duration time, LongSupplier nanoTime) {
        this.inner = inner;
        this.recent = new Recent<>(time, nanoTime);
    }

    @Override
    public AccessAnswer check(String username, String token) {
        Optional<AccessAnswer> known = recent.get(username, token);
        if (known.isPresent()) {
            return known.get();
        }
        AccessAnswer answer = inner.check(username, token);
        if (answer instanceof AccessAnswer.Away) {
            recent.forget(username, token);
        } else {
            recent.put(username, token, answer);
        }
        return answer;
    }
}

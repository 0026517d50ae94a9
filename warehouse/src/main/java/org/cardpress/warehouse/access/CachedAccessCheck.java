package org.cardpress.warehouse.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers answers for a few seconds, so that a listing of many commands does not become as many questions. That is how long a lost
 * lease can still be used. An absent scheduler is not remembered. Keeps at most 1,024 answers, under a hash of the token.
 */
public final class CachedAccessCheck implements AccessCheck {
    private static final int KEPT = 1024;

    private record Kept(AccessAnswer answer, long until) {}

    private final AccessCheck inner;
    private final long nanos;
    private final LongSupplier nanoTime;
    private final Map<String, Kept> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > KEPT;
        }
    };

    /** @param nanoTime a clock that only goes forward, as {@link System#nanoTime} */
    public CachedAccessCheck(AccessCheck inner, Duration time, LongSupplier nanoTime) {
        this.inner = inner;
        this.nanos = time.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public AccessAnswer check(String username, String token) {
        String key = key(username, token);
        long now = nanoTime.getAsLong();
        synchronized (answers) {
            Kept kept = answers.get(key);
            if (kept != null && now - kept.until() < 0) {
                return kept.answer();
            }
        }
        AccessAnswer answer = inner.check(username, token);
        synchronized (answers) {
            if (answer instanceof AccessAnswer.Away) {
                answers.remove(key);
            } else {
                answers.put(key, new Kept(answer, now + nanos));
            }
        }
        return answer;
    }

    private static String key(String username, String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(username.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}

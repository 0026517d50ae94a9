package org.cardpress.warehouse.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Answers of the scheduler, remembered for a few seconds: at most 1,024, under a hash of what was asked, so that no secret is kept.
 * Safe for many threads; two that ask at once may both go and ask.
 */
public final class Recent<V> {
    private static final int KEPT = 1024;

    private record Kept<V>(V value, long until) {}

    private final long nanos;
    private final LongSupplier nanoTime;
    private final Map<String, Kept<V>> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept<V>> eldest) {
            return size() > KEPT;
        }
    };

    /** @param nanoTime a clock that only goes forward, as {@link System#nanoTime} */
    public Recent(Duration time, LongSupplier nanoTime) {
        this.nanos = time.toNanos();
        this.nanoTime = nanoTime;
    }

    public synchronized Optional<V> get(String first, String second) {
        Kept<V> kept = answers.get(key(first, second));
        return kept != null && nanoTime.getAsLong() - kept.until() < 0 ? Optional.of(kept.value()) : Optional.empty();
    }

    public synchronized void put(String first, String second, V value) {
        answers.put(key(first, second), new Kept<>(value, nanoTime.getAsLong() + nanos));
    }

    public synchronized void forget(String first, String second) {
        answers.remove(key(first, second));
    }

    private static String key(String first, String second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(second.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}

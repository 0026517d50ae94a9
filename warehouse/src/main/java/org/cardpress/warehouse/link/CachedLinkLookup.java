package org.cardpress.warehouse.link;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.cardpress.warehouse.access.Recent;

/** Remembers what a link stands for, as one download may come in many ranges. An absent scheduler is not remembered. */
public final class CachedLinkLookup implements LinkLookup {
    private final LinkLookup inner;
    private final Recent<Answer> recent;

    public CachedLinkLookup(LinkLookup inner, Duration time, LongSupplier nanoTime) {
        this.inner = inner;
        this.recent = new Recent<>(time, nanoTime);
    }

    @Override
    public Answer find(String orderId, String secret) {
        Optional<Answer> known = recent.get(orderId, secret);
        if (known.isPresent()) {
            return known.get();
        }
        Answer answer = inner.find(orderId, secret);
        if (!(answer instanceof Answer.Away)) {
            recent.put(orderId, secret, answer);
        }
        return answer;
    }
}

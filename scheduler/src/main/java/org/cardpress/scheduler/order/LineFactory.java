package org.cardpress.scheduler.order;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.cardpress.scheduler.lifecycle.Lifecycle;
import org.cardpress.scheduler.lifecycle.Rules;

/** Makes the lifecycle of this scheduler from its settings. */
@Factory
final class LineFactory {
    @Singleton
    Lifecycle lifecycle(
            @Value("${cardpress.line.lease:90s}") Duration lease,
            @Value("${cardpress.line.heartbeat:30s}") Duration heartbeat,
            @Value("${cardpress.line.retry-after:5s}") Duration retryAfter) {
        return new Lifecycle(Rules.DEFAULTS.withLease(lease, heartbeat).withFirstWait(retryAfter));
    }
}

package org.cardpress.manager.session;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What comes from outside, so that a test can bring its own. */
@Factory
final class Outside {
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}

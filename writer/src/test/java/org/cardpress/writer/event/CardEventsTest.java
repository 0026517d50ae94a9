package org.cardpress.writer.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class CardEventsTest {
    private static final Duration NEVER = Duration.ofHours(1);

    @Test
    void aRingBetweenLookAndWaitIsNotLost() throws Exception {
        CardEvents events = new CardEvents(NEVER);
        long heard = events.heard();

        events.ring();

        assertThat(events.await(heard)).isTrue();
    }

    @Test
    void aRingWakesAllWhoWait() throws Exception {
        CardEvents events = new CardEvents(NEVER);
        CompletableFuture<Boolean> one = waiting(events);
        CompletableFuture<Boolean> other = waiting(events);

        events.ring();

        assertThat(one.get()).isTrue();
        assertThat(other.get()).isTrue();
    }

    @Test
    void withoutARingTheWaitEndsAllTheSame() throws Exception {
        CardEvents events = new CardEvents(Duration.ofMillis(5));

        assertThat(events.await(events.heard())).isFalse();
    }

    private static CompletableFuture<Boolean> waiting(CardEvents events) {
        long heard = events.heard();
        return CompletableFuture.supplyAsync(() -> {
            try {
                return events.await(heard);
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        });
    }
}

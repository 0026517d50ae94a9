package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cardpress.protocol.catalog.SlotState;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.junit.jupiter.api.Test;

class SlotNewsTest {
    private static final Duration NEVER = Duration.ofDays(1);

    private final List<List<SlotState>> told = new CopyOnWriteArrayList<>();
    private final AtomicBoolean away = new AtomicBoolean();

    @Test
    void aChangeIsToldAtOnceWithAllSlotsAndNoChangeIsNot() {
        try (SlotNews news = new SlotNews(this::hear, NEVER, NEVER)) {
            news.say("A", "waits for a task", false);
            news.say("B", "take the card out", true);
            news.start();
            await().until(() -> told.size() == 1);

            news.say("A", "waits for a task", false);
            news.say("A", "take the card out", true);

            await().until(() -> told.size() == 2);
            assertThat(told.get(1))
                    .containsExactly(
                            new SlotState("A", "take the card out", true),
                            new SlotState("B", "take the card out", true));
        }
    }

    @Test
    void whatNobodyHeardIsToldAgain() {
        away.set(true);
        try (SlotNews news = new SlotNews(this::hear, NEVER, Duration.ofMillis(5))) {
            news.say("A", "take the card out", true);
            news.start();
            await().until(() -> told.size() >= 3);
            away.set(false);
            int before = told.size();

            await().until(() -> told.size() > before);
        }
    }

    private void hear(List<SlotState> slots) {
        told.add(slots);
        if (away.get()) {
            throw new SchedulerUnreachable("away");
        }
    }
}

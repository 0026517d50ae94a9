package org.cardpress.scheduler.api;

import java.util.List;
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskCards;

/** The cards that an order used, good and bad: by task, the oldest first. */
final class CardRecords {
    private CardRecords() {}

    static List<CardRecord> of(Order order) {
        return order.tasks().stream()
                .flatMap(task -> task.cards().used().stream().map(card -> record(task, card)))
                .toList();
    }

    private static CardRecord record(Task task, TaskCards.Used card) {
        return new CardRecord(
                task.id().order().value(),
                task.id().toString(),
                task.card(),
                card.attempt(),
                card.host(),
                card.operator(),
                card.report());
    }
}

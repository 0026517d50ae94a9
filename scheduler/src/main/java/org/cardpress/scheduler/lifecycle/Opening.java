package org.cardpress.scheduler.lifecycle;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.TaskId;
import org.jspecify.annotations.Nullable;

/** What a new order is made of, all of it checked already; the parameters are those of {@link Order}. *
 * @param buildKey key of the image; null where no other order's image can serve
 */
public record Opening(
        OrderId id,
        OrderKind kind,
        String name,
        String createdBy,
        @Nullable String organisation,
        String channel,
        String warehouse,
        @Nullable String host,
        int priority,
        int quantity,
        @Nullable Long cardSize,
        int linkDays,
        @Nullable Recipient recipient,
        HotspotConfig config,
        @Nullable String buildKey) {
    /** An order whose image will be its own. */
    public Opening(
            OrderId id,
            OrderKind kind,
            String name,
            String createdBy,
            @Nullable String organisation,
            String channel,
            String warehouse,
            @Nullable String host,
            int priority,
            int quantity,
            @Nullable Long cardSize,
            int linkDays,
            @Nullable Recipient recipient,
            HotspotConfig config) {
        this(
                id,
                kind,
                name,
                createdBy,
                organisation,
                channel,
                warehouse,
                host,
                priority,
                quantity,
                cardSize,
                linkDays,
                recipient,
                config,
                null);
    }

    /** The order as it is first kept: one create task is pending. */
    Order order(Rules rules, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MILLIS);
        TaskId create = new TaskId(id, TaskKind.CREATE, 1);
        return new Order(
                id,
                1,
                kind,
                OrderStatus.CREATED,
                name,
                createdBy,
                organisation,
                channel,
                warehouse,
                host,
                priority,
                quantity,
                cardSize,
                linkDays,
                recipient,
                config,
                List.of(TaskDraft.fresh(create, TaskStatus.PENDING, 0, rules.attempts(TaskKind.CREATE), null, now)),
                null,
                null,
                false,
                null,
                null,
                List.of(new Order.HistoryEntry(now, createdBy, null, "placed")),
                List.of(),
                now,
                now,
                Order.Guests.NONE,
                buildKey == null ? null : new Order.Build(buildKey, null, null));
    }
}

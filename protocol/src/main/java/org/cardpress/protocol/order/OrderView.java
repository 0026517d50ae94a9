package org.cardpress.protocol.order;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.ImageRef;
import org.jspecify.annotations.Nullable;

/**
 * An order as the API shows it.
 *
 * @param config only in the answer for one order, and only for those who may see its secrets
 * @param tasks only in the answer for one order
 * @param history what happened, oldest first; only in the answer for one order
 * @param organisation slug of the one whose order it is; null for none
 * @param eta when the line will be done with it; null where it is, and in lists
 * @param arrival once somebody with a link said that the cards arrived
 */
@Serdeable
public record OrderView(
        String id,
        long version,
        OrderKind kind,
        OrderStatus status,
        String name,
        int quantity,
        int cardsWritten,
        String channel,
        String warehouse,
        @Nullable String host,
        int priority,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Long cardSize,
        @Nullable Recipient recipient,
        @Nullable ImageRef image,
        @Nullable LinkView link,
        @Nullable String shipment,
        @Nullable String error,
        @Nullable HotspotConfig config,
        List<TaskView> tasks,
        List<HistoryEntry> history,
        @Nullable Arrival arrival,
        @Nullable String organisation,
        @Nullable Eta eta) {
    public OrderView {
        tasks = List.copyOf(tasks);
        history = List.copyOf(history);
    }

    /** The same order with this forecast. */
    public OrderView with(Eta forecast) {
        return new OrderView(
                id,
                version,
                kind,
                status,
                name,
                quantity,
                cardsWritten,
                channel,
                warehouse,
                host,
                priority,
                createdBy,
                createdAt,
                updatedAt,
                cardSize,
                recipient,
                image,
                link,
                shipment,
                error,
                config,
                tasks,
                history,
                arrival,
                organisation,
                forecast);
    }

    /**
     * The public download of a link order.
     *
     * @param url unguessable
     */
    @Serdeable
    public record LinkView(String url, Instant expiresAt) {}

    /**
     * One thing that happened.
     *
     * @param who account or host
     * @param what the event's word and its particulars
     */
    @Serdeable
    public record HistoryEntry(
            Instant at, String who, @Nullable String taskId, String what) {}
}

package org.cardpress.protocol.queue;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cardpress.protocol.order.Eta;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;

/**
 * An order that the line is not done with.
 *
 * @param waiting tasks that nobody works on yet
 * @param running tasks that a worker is at
 */
@Serdeable
public record QueuedOrder(
        String id,
        String name,
        OrderKind kind,
        OrderStatus status,
        int priority,
        String createdBy,
        Instant createdAt,
        int waiting,
        int running,
        Eta eta) {}

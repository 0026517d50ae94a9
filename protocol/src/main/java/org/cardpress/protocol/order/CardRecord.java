package org.cardpress.protocol.order;

import io.micronaut.serde.annotation.Serdeable;
import org.cardpress.protocol.task.CardReport;
import org.jspecify.annotations.Nullable;

/**
 * The record of one card that was used for an order, good or bad.
 *
 * @param card number of the card in the order, from 1
 * @param attempt number of the attempt that used it
 * @param host machine that wrote it
 * @param operator who confirmed that the card may be overwritten; null where nobody was asked
 */
@Serdeable
public record CardRecord(
        String orderId,
        String taskId,
        int card,
        int attempt,
        String host,
        @Nullable String operator,
        CardReport report) {}

package org.cardpress.protocol.task;

import io.micronaut.serde.annotation.Serdeable;

/**
 * Why an attempt at a task failed.
 *
 * @param code stable word such as {@code content.checksum} or {@code card.too_small}
 * @param message what came, what was expected and what to do, for the operator
 * @param retryable whether another attempt can succeed without anybody changing the order
 */
@Serdeable
public record TaskError(String code, String message, boolean retryable) {}

package org.cardpress.protocol.worker;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A person said yes to a {@link CardQuestion}.
 *
 * @param question id of the question
 * @param by account of the person
 */
@Serdeable
public record Confirmation(String question, String by) {}

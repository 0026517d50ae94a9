package org.cardpress.protocol.worker;

import io.micronaut.serde.annotation.Serdeable;

/**
 * Something that a slot asks a person before it goes on: its card carries something.
 *
 * @param id of this question about this card; another card is another question
 * @param text as the person reads it
 */
@Serdeable
public record CardQuestion(String id, String text) {}

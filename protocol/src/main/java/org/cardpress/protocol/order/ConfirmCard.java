package org.cardpress.protocol.order;

import io.micronaut.serde.annotation.Serdeable;

/**
 * Body of {@code POST /tasks/{id}/confirm}: the card in the slot may be overwritten.
 *
 * @param question id of the question that is answered, as the task shows it; so that a yes never hits a card that came later
 */
@Serdeable
public record ConfirmCard(String question) {}

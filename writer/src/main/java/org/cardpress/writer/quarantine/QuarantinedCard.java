package org.cardpress.writer.quarantine;

/**
 * A card that is refused.
 *
 * @param name see {@link CardNames}
 * @param failures those that count
 * @param why what the operator read at the last one
 */
public record QuarantinedCard(String name, int failures, String why) {}

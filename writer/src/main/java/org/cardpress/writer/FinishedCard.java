package org.cardpress.writer;

import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.TaskResult.CardWritten;

/**
 * The record of a card that came out well.
 *
 * @param written what its task hands over
 * @param report what is kept of the card
 */
record FinishedCard(CardWritten written, CardReport report) {}

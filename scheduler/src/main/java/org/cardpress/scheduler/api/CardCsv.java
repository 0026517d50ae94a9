package org.cardpress.scheduler.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.protocol.task.CardReport;
import org.jspecify.annotations.Nullable;

/**
 * Records of cards for spreadsheets: RFC 4180, a heading first. Readers and cards say what they like of themselves, so a cell that a
 * spreadsheet would take for a formula gets an apostrophe before it.
 */
final class CardCsv {
    private static final String LINE = "\r\n";
    private static final String FORMULA = "=+-@\t\r";
    private static final List<String> HEADING = List.of(
            "order",
            "task",
            "card",
            "attempt",
            "verdict",
            "ended_at",
            "host",
            "slot",
            "operator",
            "image_sha256",
            "vendor",
            "model",
            "serial",
            "cid",
            "stamp",
            "capacity",
            "bytes_written",
            "bytes_verified",
            "write_rate",
            "verify_rate",
            "repaired_blocks",
            "unstable_reads",
            "millis",
            "fault",
            "message");

    private CardCsv() {}

    static String of(List<CardRecord> cards) {
        return Stream.concat(Stream.of(line(HEADING.toArray())), cards.stream().map(CardCsv::line))
                .collect(Collectors.joining());
    }

    private static String line(CardRecord record) {
        CardReport card = record.report();
        return line(
                record.orderId(),
                record.taskId(),
                record.card(),
                record.attempt(),
                card.verdict().name().toLowerCase(Locale.ROOT),
                card.endedAt(),
                record.host(),
                card.slot(),
                record.operator(),
                card.imageSha256(),
                card.vendor(),
                card.model(),
                card.serial(),
                card.cid(),
                card.stamp(),
                card.capacity(),
                card.bytesWritten(),
                card.bytesVerified(),
                card.writeRate(),
                card.verifyRate(),
                card.repairedBlocks(),
                card.unstableReads(),
                card.millis(),
                card.fault(),
                card.message());
    }

    private static String line(@Nullable Object... cells) {
        return Arrays.stream(cells).map(CardCsv::cell).collect(Collectors.joining(",", "", LINE));
    }

    static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        if (value instanceof Number) {
            return text;
        }
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(each -> each == '"' || each == ',' || each == '\n' || each == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}

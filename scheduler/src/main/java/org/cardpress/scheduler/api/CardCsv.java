package org.cardpress.scheduler.api;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.protocol.task.CardReport;

/** Records of cards for spreadsheets, a heading first. */
final class CardCsv {
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
        return Stream.concat(
                        Stream.of(Csv.line(HEADING.toArray())), cards.stream().map(CardCsv::line))
                .collect(Collectors.joining());
    }

    private static String line(CardRecord record) {
        CardReport card = record.report();
        return Csv.line(
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
}

package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.CardReport.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardCsvTest {
    @Test
    void aCardIsALineBelowTheHeading() {
        CardReport report = new CardReport(
                Verdict.FAILED,
                "cc",
                "A",
                8_000_000_000L,
                "ACME, Inc.",
                "the \"fast\" one",
                null,
                null,
                null,
                0,
                0,
                0,
                0,
                0,
                0,
                9,
                "card.hung",
                "line\nbreak",
                Instant.EPOCH);

        String csv = CardCsv.of(List.of(new CardRecord("o", "o.w1", 1, 2, "desk", "anna", report)));

        assertThat(csv)
                .startsWith("order,task,card,attempt,verdict,ended_at,host,slot,operator,")
                .endsWith(
                        "\r\no,o.w1,1,2,failed,1970-01-01T00:00:00Z,desk,A,anna,cc,\"ACME, Inc.\",\"the \"\"fast\"\" one\",,,,"
                                + "8000000000,0,0,0,0,0,0,9,card.hung,\"line\nbreak\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(1)", "+1", "-1", "@x", "\t=1", "\r=1"})
    void noCellIsTakenForAFormula(String hostile) {
        assertThat(Csv.cell(hostile).replace("\"", "")).startsWith("'").endsWith(hostile);
    }

    @Test
    void numbersStayNumbers() {
        assertThat(Csv.cell(-5L)).isEqualTo("-5");
        assertThat(Csv.cell(null)).isEmpty();
    }
}

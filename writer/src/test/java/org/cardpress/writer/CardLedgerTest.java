package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.CardReport.Verdict;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.writer.slot.CardIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardLedgerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final CardIdentity CARD = new CardIdentity(null, null, null, null, 1, "disk:x:7");
    private static final CardIdentity OTHER = new CardIdentity(null, null, null, null, 1, "disk:x:8");
    private static final FinishedCard RECORD = new FinishedCard(
            new CardWritten("A", 1, "ACME \"x\"\n", null, null, null, 2, 2, 3, 4, 0, 5),
            new CardReport(
                    Verdict.VERIFIED,
                    "5",
                    "A",
                    1,
                    "ACME \"x\"\n",
                    null,
                    null,
                    null,
                    null,
                    2,
                    2,
                    3,
                    4,
                    0,
                    0,
                    5,
                    null,
                    null,
                    NOW));

    private final Path directory;

    CardLedgerTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void afterAnotherStartOfTheMachineACardOfTheSameSizeIsStillSpent() throws Exception {
        open().finish("A", new CardIdentity("v", "m", "s", null, 64, "disk:boot1:7"), "order1.w1", RECORD);

        assertThat(open().spent("A", new CardIdentity("v", "m", "s", null, 64, "disk:boot2:3")))
                .contains("finished (task order1.w1)");
        assertThat(open().spent("A", new CardIdentity("v", "m", "s", null, 65, "disk:boot2:3")))
                .isEmpty();
        assertThat(open().spent("A", new CardIdentity("v", "m", "s", null, 64, "disk:boot1:8")))
                .isEmpty();
    }

    @Test
    void aFinishedCardIsKnownAndSpentAfterARestart() throws Exception {
        open().finish("A", CARD, "order1.w1", RECORD);

        assertThat(open().finished("order1.w1")).contains(RECORD);
        assertThat(open().finished("order1.w2")).isEmpty();
        assertThat(open().spent("A", CARD)).contains("finished (task order1.w1)");
        assertThat(open().spent("A", OTHER)).isEmpty();
        assertThat(open().spent("B", CARD)).isEmpty();
    }

    @Test
    void aCrashBetweenTheTwoFilesLosesNoRecord() throws Exception {
        open().finish("A", CARD, "order1.w1", RECORD);
        Files.delete(directory.resolve("finished/order1.w1.json"));

        assertThat(open().finished("order1.w1")).contains(RECORD);
    }

    @Test
    void aSlotThatWasSeenEmptyTakesAnything() throws Exception {
        CardLedger ledger = open();
        ledger.spend("A", CARD, "broken");
        assertThat(ledger.spent("A", CARD)).contains("broken");

        ledger.emptied("A");

        assertThat(ledger.spent("A", CARD)).isEmpty();
    }

    @Test
    void recordsAreForgottenAfterNinetyDays() throws Exception {
        CardLedger ledger = open();
        ledger.finish("A", CARD, "order1.w1", RECORD);
        ledger.finish("A", CARD, "order1.w2", RECORD);
        Files.setLastModifiedTime(
                directory.resolve("finished/order1.w1.json"), FileTime.from(NOW.minus(Duration.ofDays(91))));

        assertThat(open().finished("order1.w1")).isEmpty();
        assertThat(open().finished("order1.w2")).isPresent();
    }

    @Test
    void anIdThatIsNoTaskOpensNoFile() throws Exception {
        CardLedger ledger = open();

        assertThatThrownBy(() -> ledger.finished("../../etc/passwd"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected an id like abc.w1");
    }

    private CardLedger open() throws IOException {
        return CardLedger.open(directory, InstantSource.fixed(NOW));
    }
}

package org.cardpress.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cardpress.standalone.shell.ExitCode;
import org.cardpress.writer.quarantine.Quarantine;
import org.cardpress.writer.quarantine.SlotTrust;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QuarantineCommandTest {
    private static final String CARD = "cid-27504853443136474e1e2f8a01014c00";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void failures() throws Exception {
        Files.writeString(folder.resolve("c.yml"), "writer.dir: " + folder + "\nwriter.slots: [A=/dev/x, B=/dev/y]\n");
        Quarantine.open(folder.resolve("quarantine")).failed(List.of(CARD), 0, true, "Counterfeit card in slot B.");
        SlotTrust trust = SlotTrust.open(folder.resolve("slots"));
        for (String card : List.of("a", "b", "c")) {
            trust.failed("A", card);
        }
    }

    @Test
    void whatIsNotTrustedIsListedWithItsReason() {
        assertThat(run("list")).isEqualTo(ExitCode.OK.code());

        assertThat(out.toString()).contains(CARD, "failed 2 times: Counterfeit card in slot B.", "slot A");
    }

    @Test
    void aPersonLiftsWhatIsListedAndNothingElse() throws Exception {
        assertThat(run("lift", "cid-ff")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("card 'cid-ff' is not in quarantine", CARD);

        assertThat(run("lift", CARD)).isEqualTo(ExitCode.OK.code());

        assertThat(Quarantine.open(folder.resolve("quarantine")).refusal(List.of(CARD), 0))
                .isEmpty();
        assertThat(Files.readString(folder.resolve("quarantine").resolve(CARD))).contains("lifted by ");
    }

    @Test
    void aReaderIsTrustedAgainByTheNameOfItsSlot() throws Exception {
        assertThat(run("trust", "/dev/x")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("slot '/dev/x' is none of this host (expected one of [A, B])");

        assertThat(run("trust", "A")).isEqualTo(ExitCode.OK.code());

        assertThat(SlotTrust.open(folder.resolve("slots")).isSetAside("A")).isFalse();
    }

    private int run(String... words) {
        CommandLine line = Main.commandLine(Map.of());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[words.length + 3];
        all[0] = "quarantine";
        all[1] = "--config";
        all[2] = folder.resolve("c.yml").toString();
        System.arraycopy(words, 0, all, 3, words.length);
        return line.execute(all);
    }
}

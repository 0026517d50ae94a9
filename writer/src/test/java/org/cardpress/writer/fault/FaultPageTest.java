package org.cardpress.writer.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FaultPageTest {
    private static final Path PAGE = Path.of("..", "docs", "cards.md");
    private static final String END = "<!-- end -->\n";

    @Test
    void thePageShowsTheTablesOfTheCode() throws IOException {
        String page = Files.readString(PAGE);

        String rendered =
                put(put(page, "<!-- faults -->\n", FaultPage.faults()), "<!-- rows -->\n", FaultPage.symptoms());

        if (Boolean.getBoolean("cardpress.write.docs")) {
            Files.writeString(PAGE, rendered);
        }
        assertThat(page)
                .as("render it anew: mvn -pl writer -am test -Dtest=FaultPageTest -Dcardpress.write.docs=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(rendered);
    }

    private static String put(String page, String mark, String table) {
        int from = page.indexOf(mark);
        assertThat(from).as("%s in %s", mark.strip(), PAGE).isNotNegative();
        return page.substring(0, from + mark.length()) + table + page.substring(page.indexOf(END, from));
    }
}

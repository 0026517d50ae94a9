package org.cardpress.creator.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardpress.creator.Workbench.run;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The agent of the reference base image has tests in its own language. */
class AgentTest {
    @Test
    void theAgentPassesItsOwnTests() throws IOException {
        assertThat(run(
                        "python3",
                        "-B",
                        "-m",
                        "unittest",
                        "discover",
                        "-s",
                        "base-image/reference/test",
                        "-p",
                        "*_test.py"))
                .contains("OK");
    }
}

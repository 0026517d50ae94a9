package org.cardpress.standalone.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    @Test
    void thePageInTheTreeIsWhatTheCodeRenders() throws IOException {
        assertThat(Files.readString(Path.of("../docs/configuration.md")))
                .as("render it anew: ./cardpress settings --markdown > docs/configuration.md")
                .isEqualTo(ConfigurationPage.markdown());
    }
}

package org.cardpress.scheduler.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LifecyclePageTest {
    private static final Path PAGE = Path.of("..", "docs", "lifecycle.md");

    @Test
    void thePageSaysWhatTheTableDoes() throws IOException {
        String rendered = LifecyclePage.markdown();
        if (Boolean.getBoolean("cardpress.write.docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, rendered);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/lifecycle.md is out of date: run with -Dcardpress.write.docs=true")
                .isEqualTo(rendered);
    }
}

package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pictures that are kept with the sources. That every page is among those that are pictured is seen by {@link PagesInABrowserTest};
 * nothing is opened in a browser here.
 */
class KeptPicturesTest {
    private static final long ALL_TOGETHER = 6_000_000;

    @Test
    void eachPageHasItsPicturesAndNoneIsOfAPageThatIsGone() throws IOException {
        List<Path> expected = Sight.ALL.stream()
                .flatMap(sight -> Stream.of(Pictures.Look.values()).map(look -> Pictures.file(sight, look)))
                .toList();
        assertThat(Pictures.kept())
                .as("made anew by ./cardpress pictures")
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theyAreSmall() throws IOException {
        long bytes = 0;
        for (Path picture : Pictures.kept()) {
            bytes += Files.size(picture);
        }
        assertThat(bytes).isLessThan(ALL_TOGETHER);
    }
}

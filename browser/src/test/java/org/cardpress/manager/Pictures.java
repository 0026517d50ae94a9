package org.cardpress.manager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which pictures of the pages the documentation keeps, and where. */
final class Pictures {
    static final Path FOLDER = Path.of("../docs/pictures");

    private Pictures() {}

    static Path file(Sight sight, Look look) {
        return FOLDER.resolve(sight.name() + "-" + look.word() + ".png");
    }

    /** Every file there, of pages that are not there any more too. */
    static List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    /** How a page is looked at. */
    enum Look {
        LIGHT(960, "en"),
        DARK(960, "en"),
        PHONE(360, "en"),
        RTL(960, "ar");

        private final int width;
        private final String language;

        Look(int width, String language) {
            this.width = width;
            this.language = language;
        }

        /** In pixels. */
        int width() {
            return width;
        }

        /** That the browser asks for. */
        String language() {
            return language;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

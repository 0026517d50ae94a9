package org.cardpress.warehouse.removal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.cardpress.warehouse.store.Root;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what the scheduler lists, and still lists, and what is an image directory, is deleted. */
class RemoverTest {
    @TempDir
    private Path directory;

    private Path image;
    private Path other;

    /** Answers each question with the next of the given lists, the last one for ever. */
    private static final class Lists implements RemovalSource {
        private final List<String> confirmed = new ArrayList<>();
        private final Iterator<List<String>> answers;
        private List<String> last = List.of();

        @SafeVarargs
        Lists(List<String>... answers) {
            this.answers = Arrays.asList(answers).iterator();
        }

        @Override
        public List<String> listed() {
            last = answers.hasNext() ? answers.next() : last;
            return last;
        }

        @Override
        public void confirm(List<String> gone) {
            confirmed.addAll(gone);
        }
    }

    @BeforeEach
    void fill() throws IOException {
        image = directory.resolve("images/expired");
        other = directory.resolve("images/other");
        for (Path each : List.of(image, other)) {
            Files.createDirectories(each);
            Files.writeString(each.resolve("a.img.zst"), "image");
            Files.writeString(each.resolve("a.bmap"), "map");
        }
    }

    private void run(RemovalSource source) throws IOException {
        new Remover(Root.open(directory), source, "test").run();
    }

    @Test
    void aListedImageIsDeletedAndConfirmed() throws Exception {
        Lists source = new Lists(List.of("/images/expired/"));

        run(source);

        assertThat(image).doesNotExist();
        assertThat(other).isDirectory();
        assertThat(source.confirmed).containsExactly("/images/expired/");
    }

    @Test
    void whatIsNotListedTheSecondTimeStays() throws Exception {
        Lists source = new Lists(List.of("/images/expired/"), List.of());

        run(source);

        assertThat(image).isDirectory();
        assertThat(source.confirmed).isEmpty();
    }

    @Test
    void whatIsGoneAlreadyIsConfirmedAgain() throws Exception {
        Lists source = new Lists(List.of("/images/gone/"));

        run(source);

        assertThat(source.confirmed).containsExactly("/images/gone/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/images",
                "/images/",
                "/images/expired/a.bmap/x",
                "/images/../images/expired",
                "/etc/expired",
                "/.incoming/x",
                "images/expired/../other",
                "/images/a/b",
                "/images/ex\u0000pired"
            })
    void whatIsNoImageDirectoryIsNeverDeleted(String path) throws Exception {
        Lists source = new Lists(List.of(path));

        run(source);

        assertThat(image.resolve("a.bmap")).exists();
        assertThat(other.resolve("a.bmap")).exists();
        assertThat(source.confirmed).isEmpty();
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        Path outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "x");
        Files.createSymbolicLink(image.resolve("way-out"), outside);
        Files.createSymbolicLink(directory.resolve("images/link"), outside);
        Lists source = new Lists(List.of("/images/expired/", "/images/link/"));

        run(source);

        assertThat(image).doesNotExist();
        assertThat(outside.resolve("precious")).exists();
        assertThat(source.confirmed).containsExactly("/images/expired/");
    }

    @Test
    void anAbsentSchedulerDeletesNothing() throws Exception {
        RemovalSource away = new RemovalSource() {
            @Override
            public List<String> listed() {
                throw new IllegalStateException("away");
            }

            @Override
            public void confirm(List<String> gone) {
                throw new IllegalStateException("away");
            }
        };

        run(away);

        assertThat(image).isDirectory();
    }
}

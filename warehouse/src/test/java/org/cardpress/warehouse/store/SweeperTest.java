package org.cardpress.warehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leftovers go when they are old and nobody is there for them. */
class SweeperTest {
    private static final TaskName TASK = new TaskName("0abcdefghijklmnopqrs.c1");
    private static final VirtualPath PATH = VirtualPath.of("/images/x/a.img.zst");
    private static final Duration AGE = Duration.ofDays(2);

    @TempDir
    private Path directory;

    private Store store;

    @BeforeEach
    void open() throws IOException {
        store = Store.open(directory, SpaceProbe.DISK, 0);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private Path leftover() throws IOException {
        try (Receiving receiving = store.incoming().receive(TASK, PATH, 0, () -> {})) {
            receiving.write(new byte[100]);
        }
        return store.incoming().place(TASK, PATH);
    }

    private void sweepAfter(Duration time) {
        Clock later = Clock.offset(Clock.system(ZoneOffset.UTC), time);
        new Sweeper(store.root(), store.incoming(), store.activeTasks(), AGE, later).run();
    }

    @Test
    void anOldLeftoverGoesWithItsDirectory() throws Exception {
        Path file = leftover();

        sweepAfter(AGE.plusMinutes(1));

        assertThat(file).doesNotExist();
        assertThat(store.root().incoming()).isEmptyDirectory();
    }

    @Test
    void aYoungOneStays() throws Exception {
        Path file = leftover();

        sweepAfter(AGE.minusMinutes(1));

        assertThat(file).exists();
    }

    @Test
    void oneWithASessionStays() throws Exception {
        Path file = leftover();
        store.activeTasks().opened(TASK);
        store.activeTasks().opened(TASK);
        store.activeTasks().closed(TASK);

        sweepAfter(AGE.multipliedBy(2));
        assertThat(file).exists();

        store.activeTasks().closed(TASK);
        sweepAfter(AGE.multipliedBy(2));
        assertThat(file).doesNotExist();
    }

    @Test
    void oneThatIsComingInStays() throws Exception {
        try (Receiving receiving = store.incoming().receive(TASK, PATH, 0, () -> {})) {
            receiving.write(new byte[100]);

            sweepAfter(AGE.multipliedBy(2));

            assertThat(store.incoming().place(TASK, PATH)).exists();
        }
    }

    @Test
    void publishedFilesAreNotSwept() throws Exception {
        leftover();
        store.publisher().publish(TASK, PATH, 100, Sha256.of(store.incoming().place(TASK, PATH)));

        sweepAfter(AGE.multipliedBy(2));

        assertThat(store.root().file(PATH)).isPresent();
        assertThat(store.root().incoming()).isEmptyDirectory();
    }
}

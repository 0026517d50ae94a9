package org.cardpress.downloader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.cardpress.protocol.image.Shelf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what nobody came back for is swept. */
class LeftoversTest {
    @TempDir
    Path root;

    private Path order;

    @BeforeEach
    void halfReceived() throws IOException {
        order = Files.createDirectories(root.resolve("01h2xcejqtf2nbrexx3v"));
        Files.writeString(order.resolve("clinic.img.zst.part"), "half");
        Files.writeString(order.resolve("clinic.bmap"), "map");
    }

    private void sweepAfter(Duration time) throws IOException {
        new Leftovers(new Shelf(root), Clock.offset(Clock.systemUTC(), time)).sweep();
    }

    @Test
    void aHalfReceivedImageGoesAfterAWeek() throws IOException {
        sweepAfter(Leftovers.AGE.minusMinutes(1));
        assertThat(order).exists();

        sweepAfter(Leftovers.AGE.plusMinutes(1));
        assertThat(order).doesNotExist();
    }

    @Test
    void aShelvedImageStays() throws IOException {
        Files.writeString(order.resolve("manifest.json"), "{}");

        sweepAfter(Duration.ofDays(365));

        assertThat(order).exists();
    }

    @Test
    void whateverIsNotOursStays() throws IOException {
        Files.writeString(order.resolve("notes.txt"), "do not delete");
        Path other = Files.createDirectories(root.resolve("Photos"));

        sweepAfter(Duration.ofDays(365));

        assertThat(order.resolve("clinic.img.zst.part")).exists();
        assertThat(other).exists();
    }
}

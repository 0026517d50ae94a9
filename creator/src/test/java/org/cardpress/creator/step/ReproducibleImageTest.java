package org.cardpress.creator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.cardpress.creator.Workbench.from;
import static org.cardpress.creator.Workbench.inline;
import static org.cardpress.creator.Workbench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TimeZone;
import org.cardpress.creator.Workbench;
import org.cardpress.creator.publish.PackedImage;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Same config, same inputs: same bytes, whenever and wherever they are put together. */
class ReproducibleImageTest {
    @TempDir
    Path directory;

    private final TimeZone zone = TimeZone.getDefault();
    private Workbench bench;

    @BeforeEach
    void workbench() throws IOException {
        bench = new Workbench(directory);
    }

    @AfterEach
    void zoneAsBefore() {
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSameConfigGivesTheSameBytesLaterElsewhereAndInAnotherZone(boolean onAnOldDataPartition) throws IOException {
        if (onAnOldDataPartition) {
            Path first = bench.restored(bench.build(bench.config(inline("/data/old", "1"))));
            Files.move(first, bench.base, StandardCopyOption.REPLACE_EXISTING);
        }
        Path book = bench.file("book", 9_000_001);
        Path zip = directory.resolve("a.zip");
        Files.setLastModifiedTime(book, FileTime.from(Instant.parse("2020-01-02T03:04:06Z")));
        run("python3", "-m", "zipfile", "-c", zip, book);
        HotspotConfig config = bench.config(
                inline("/data/a", "1"),
                from("/data/t", bench.tar("t.tar", "x/y", "z"), "tar"),
                from("/data/z", zip, "zip"),
                from("/data/book", book, null));
        PackedImage first = bench.build(config);

        Instant later = Instant.now().plusSeconds(3);
        await().pollInterval(Duration.ofMillis(100)).until(() -> Instant.now().isAfter(later));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
        Files.setLastModifiedTime(book, FileTime.from(Instant.now()));
        Path elsewhere = Files.createDirectories(directory.resolve("another/place/for-work"));
        PackedImage second = bench.builder().build(config, elsewhere, bench.watch());

        assertThat(second.rawSha256()).isEqualTo(first.rawSha256());
        assertThat(second.sha256()).as("packed").isEqualTo(first.sha256());
    }

    @Test
    void anotherSettingOrContentGivesOtherIds() {
        HotspotConfig config = bench.config(inline("/data/a", "1"));

        assertThat(ConfigSeed.of(config)).isNotEqualTo(ConfigSeed.of(bench.config(inline("/data/a", "2"))));
        assertThat(ConfigSeed.of(config)).isNotEqualTo(ConfigSeed.of(with(config, Map.of("hostname", "other"))));
        Map<String, Object> turned = new LinkedHashMap<>();
        turned.put("hostname", config.offspot().get("hostname"));
        turned.put("ap", config.offspot().get("ap"));
        Map<String, Object> straight = new LinkedHashMap<>();
        straight.put("ap", config.offspot().get("ap"));
        straight.put("hostname", config.offspot().get("hostname"));
        assertThat(ConfigSeed.of(with(config, turned)))
                .as("order of settings")
                .isEqualTo(ConfigSeed.of(with(config, straight)));
    }

    private static HotspotConfig with(HotspotConfig config, Map<String, Object> offspot) {
        return new HotspotConfig(1, config.name(), config.base(), config.size(), config.files(), offspot);
    }
}

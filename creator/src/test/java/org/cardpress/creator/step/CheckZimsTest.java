package org.cardpress.creator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.cardpress.creator.Workbench.from;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cardpress.creator.SampleZim;
import org.cardpress.creator.Workbench;
import org.cardpress.creator.fetch.FakeMirror;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskStopped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ZIM that zimcheck rejects goes onto no image; one that it passed is not checked again. */
class CheckZimsTest {
    @TempDir
    Path directory;

    private final List<String> stages = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private Workbench bench;
    private FakeMirror mirror;
    private byte[] sound;
    private String stopAt = "";

    @BeforeEach
    void start() throws IOException {
        bench = new Workbench(directory);
        mirror = new FakeMirror();
        sound = Files.readAllBytes(SampleZim.make(directory.resolve("village.zim"), "village"));
    }

    @AfterEach
    void stop() {
        mirror.close();
    }

    @Test
    void aZimWithOneChangedByteIsRefusedAndNotKept() throws IOException {
        byte[] damaged = sound.clone();
        damaged[damaged.length / 2] ^= 1;

        assertRefused(damaged, "Checksum");
    }

    @Test
    void aZimThatWasCutShortIsRefusedAndNotKept() throws IOException {
        assertRefused(Arrays.copyOf(sound, sound.length / 3), "outside (or not fully inside) ZIM file");
    }

    @Test
    void whatIsNoZimIsRefusedAndNotKept() throws IOException {
        assertRefused("a page, not a ZIM".getBytes(), "too small");
    }

    @Test
    void aZimWhoseOwnChecksumIsWrongIsRefused() throws IOException {
        Path known = Path.of("../../shared/data/zim/invalid.offset_in_cluster.zim");
        byte[] damaged = sound.clone();
        damaged[damaged.length - 1] ^= 1;

        assertRefused(Files.exists(known) ? Files.readAllBytes(known) : damaged, "Checksum");
    }

    @Test
    void aSoundZimIsCheckedOnceForAllBuilds() throws IOException {
        mirror.put("/village.zim", sound);
        HotspotConfig config = bench.config(from("/data/village.zim", mirror.url("/village.zim"), null));

        bench.builder().build(config, bench.workspace(), watch());
        assertThat(stages).contains("checking ZIM files");
        stages.clear();
        bench.builder().build(config, bench.workspace(), watch());

        assertThat(stages).contains("packing").doesNotContain("checking ZIM files");
    }

    @Test
    void withoutTheToolTheBuildGoesOnAndSaysSo() throws IOException {
        mirror.put("/village.zim", sound);
        HotspotConfig config = bench.config(from("/data/village.zim", mirror.url("/village.zim"), null));
        Build build = new Build(config, bench.workspace(), watch());
        new FetchContents(bench.fetcher()).run(build);

        new CheckZims(bench.fetcher(), () -> false).run(build);

        assertThat(warnings).singleElement().asString().contains("1 ZIM files", "unchecked", "zim-tools");
        assertThat(stages).doesNotContain("checking ZIM files");
    }

    @Test
    void aStopIsHeardWhileZimsAreChecked() {
        mirror.put("/village.zim", sound);
        HotspotConfig config = bench.config(from("/data/village.zim", mirror.url("/village.zim"), null));
        stopAt = "checking ZIM files";

        assertThatThrownBy(() -> bench.builder().build(config, bench.workspace(), watch()))
                .isInstanceOf(TaskStopped.class);
        assertThat(stages).last().isEqualTo("checking ZIM files");
    }

    private void assertRefused(byte[] zim, String why) throws IOException {
        mirror.put("/bad.zim", zim);
        HotspotConfig config = bench.config(from("/data/zims/bad.ZIM", mirror.url("/bad.zim"), null));
        for (int attempt = 0; attempt < 2; attempt++) {
            Path workspace = bench.workspace();

            CreateFailure failure = catchThrowableOfType(
                    CreateFailure.class, () -> bench.builder().build(config, workspace, watch()));

            assertThat(failure.error().code()).as(failure.getMessage()).isEqualTo("zim.damaged");
            assertThat(failure.error().retryable()).isFalse();
            assertThat(failure).hasMessageContaining("/data/zims/bad.ZIM").hasMessageContaining(why);
            assertThat(workspace.resolve("work.img")).doesNotExist();
            try (Stream<Path> kept = Files.list(directory.resolve("cache"))) {
                assertThat(kept.map(each -> each.getFileName().toString())
                                .filter(name -> !name.equals("locks") && !name.endsWith(".zimcheck")))
                        .isEmpty();
            }
        }
        assertThat(stages).filteredOn("checking ZIM files"::equals).hasSize(1);
    }

    private CreateListener watch() {
        return new CreateListener() {
            @Override
            public void stage(String what, long totalBytes) {
                stages.add(what);
                if (what.equals(stopAt)) {
                    bench.cancel.raise(CancelSignal.Reason.CANCEL);
                }
            }

            @Override
            public void advance(long bytes) {}

            @Override
            public void warn(String text) {
                warnings.add(text);
            }

            @Override
            public CancelSignal cancel() {
                return bench.cancel;
            }
        };
    }
}

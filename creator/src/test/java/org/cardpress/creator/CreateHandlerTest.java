package org.cardpress.creator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.cardpress.creator.Workbench.from;
import static org.cardpress.creator.Workbench.inline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.preflight.Preflight;
import org.cardpress.creator.publish.FtpWarehouse;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.BmapXml;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.runtime.Outside;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.runtime.TaskStopped;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.TaskSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a claim to an image in a warehouse that says itself that it is right. */
class CreateHandlerTest {
    @TempDir
    Path directory;

    private Workbench bench;
    private FtpWarehouse warehouse;
    private FakeContext context;

    @BeforeEach
    void startWarehouse() throws Exception {
        bench = new Workbench(directory);
        warehouse = new FtpWarehouse(directory.resolve("ftp"));
        context = new FakeContext(bench.workspace(), warehouse.grant());
    }

    @AfterEach
    void stopWarehouse() {
        warehouse.close();
    }

    @Test
    void theImageInTheWarehouseIsTheOneThatIsTold() throws Exception {
        TaskResult result = run(bench.config(inline("/data/a.txt", "hello")));

        ImageRef image = ((TaskResult.ImageBuilt) result).image();
        Path zst = warehouse.published(image.path());
        assertThat(image.path()).isEqualTo("/images/o1/clinic.img.zst");
        assertThat(Digests.sha256(Files.readAllBytes(zst))).isEqualTo(image.sha256());
        byte[] bmapFile = Files.readAllBytes(warehouse.published(image.bmapPath()));
        assertThat(Digests.sha256(bmapFile)).isEqualTo(image.bmapSha256());
        Bmap bmap = BmapXml.read(bmapFile);
        assertThat(bmap.imageSize()).isEqualTo(image.rawSize());
        assertThat(bmap.mappedBytes()).isEqualTo(image.mappedBytes());
        Path raw = directory.resolve("raw.img");
        Workbench.run("zstd", "-q", "-d", zst, "-o", raw);
        assertThat(Workbench.run("sha256sum", raw)).startsWith(image.rawSha256());
        assertThat(bench.data(raw, "/a.txt")).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        assertThat(context.statuses).containsExactly(TaskStatus.BUILDING, TaskStatus.BUILT, TaskStatus.UPLOADING);
        assertThat(context.stages).contains("filling /data", "packing", "uploading " + image.path());
    }

    @Test
    void anImageThatIsStillInTheWarehouseIsNotBuiltAgain() throws Exception {
        HotspotConfig config = bench.config(inline("/data/a.txt", "hello"));
        ImageRef first = ((TaskResult.ImageBuilt) run(config)).image();
        context = new FakeContext(bench.workspace(), warehouse.grant());

        assertThat(run(config, first)).isEqualTo(new TaskResult.ImageBuilt(first));
        assertThat(context.statuses).containsExactly(TaskStatus.BUILDING);
        assertThat(context.stages).containsExactly("looking for the image in the warehouse");
    }

    @Test
    void anImageThatIsDamagedInTheWarehouseIsBuiltAgain() throws Exception {
        HotspotConfig config = bench.config(inline("/data/a.txt", "hello"));
        ImageRef first = ((TaskResult.ImageBuilt) run(config)).image();
        Files.write(warehouse.published(first.bmapPath()), new byte[(int) first.bmapSize()]);
        context = new FakeContext(bench.workspace(), warehouse.grant());

        ImageRef second = ((TaskResult.ImageBuilt) run(config, first)).image();

        assertThat(second.bmapPath()).isNotEqualTo(first.bmapPath());
        assertThat(second.rawSha256()).isEqualTo(first.rawSha256());
    }

    @Test
    void anImageThatIsGoneFromTheWarehouseIsBuiltAgain() throws Exception {
        HotspotConfig config = bench.config(inline("/data/a.txt", "hello"));
        ImageRef first = ((TaskResult.ImageBuilt) run(config)).image();
        Files.delete(warehouse.published(first.path()));
        context = new FakeContext(bench.workspace(), warehouse.grant());

        run(config, first);

        assertThat(warehouse.published(first.path())).hasSize(first.size());
        assertThat(context.statuses).contains(TaskStatus.UPLOADING);
    }

    @Test
    void aBadOrderFailsToBuildForGood() {
        HotspotConfig config = bench.config(from("/data/a", directory.resolve("none"), null));

        TaskFailure failure = catchThrowableOfType(TaskFailure.class, () -> run(config));

        assertThat(failure.failedStatus()).isEqualTo(TaskStatus.FAILED_TO_BUILD);
        assertThat(failure.error().code()).isEqualTo("source.gone");
        assertThat(failure.error().retryable()).isFalse();
    }

    @Test
    void aConfigThatWasNotCheckedIsRefusedWithAllItsProblems() {
        TaskFailure failure = catchThrowableOfType(
                TaskFailure.class, () -> run(bench.config(inline("/etc/a", ""), inline("/x", ""))));

        assertThat(failure.error().code()).isEqualTo("config.refused");
        assertThat(failure).hasMessageContaining("config.files[0].to").hasMessageContaining("config.files[1].to");
    }

    @Test
    void anotherFileOfThatNameIsNotReplaced() throws Exception {
        Path taken = warehouse.published("/images/o1/clinic.img.zst");
        Files.createDirectories(taken.getParent());
        Files.writeString(taken, "of an earlier attempt");

        ImageRef image = ((TaskResult.ImageBuilt) run(bench.config(inline("/data/a.txt", "hello")))).image();

        assertThat(taken).hasContent("of an earlier attempt");
        assertThat(image.path()).isEqualTo("/images/o1/clinic-" + image.sha256().substring(0, 12) + ".img.zst");
        assertThat(warehouse.published(image.path())).hasSize(image.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Preflight.STAGE,
                "fetching contents",
                "measuring contents",
                "copying the base image",
                "making the data partition",
                "filling /data",
                "checking the file systems",
                "packing",
                "uploading /images/o1/clinic.img.zst"
            })
    void aStopIsHeardAtEveryStage(String stage) throws Exception {
        context.stopAt = stage;
        HotspotConfig config = bench.config(from("/data/a", bench.file("a", 3_000_000), null));

        assertThatThrownBy(() -> run(config)).isInstanceOf(TaskStopped.class);
        assertThat(context.stages).last().isEqualTo(stage);
        assertThat(warehouse.published("/images/o1/clinic.img.zst")).doesNotExist();
    }

    private TaskResult run(HotspotConfig config) throws Exception {
        return run(config, null);
    }

    private TaskResult run(HotspotConfig config, @Nullable ImageRef reuse) throws Exception {
        Claim claim = new Claim(
                "o1.c1",
                "o1",
                TaskKind.CREATE,
                1,
                new TaskSpec.CreateImage("clinic", config, false, reuse),
                List.of(warehouse.grant()),
                "lease",
                90,
                30);
        return new CreateHandler(
                        bench.preflight(DiskSpace.real()),
                        bench.builder(),
                        List.of(),
                        SSLContext.getDefault(),
                        Outside.real())
                .run(claim, context);
    }
}

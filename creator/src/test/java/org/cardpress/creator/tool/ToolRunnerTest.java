package org.cardpress.creator.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.cardpress.creator.Workbench;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskStopped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child never outlives its build, and what it complains about is told. */
class ToolRunnerTest {
    @TempDir
    Path directory;

    private final CancelSignal cancel = new CancelSignal();
    private final ToolRunner runner = new ToolRunner(CreateListener.silent(cancel), Map.of());

    @Test
    void aStoppedBuildEndsItsChild() throws IOException {
        Workbench bench = new Workbench(directory);
        Path pipe = directory.resolve("pipe");
        Workbench.run("mkfifo", pipe);

        // Copying from a pipe that nobody writes to waits for ever.
        CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(() -> catchThrowable(
                () -> runner.tryRun(Tool.MCOPY, "-i", bench.base + "@@1048576", pipe.toString(), "::/never")));
        await().until(() -> !children(pipe).isEmpty());
        List<ProcessHandle> children = children(pipe);
        cancel.raise(CancelSignal.Reason.CANCEL);

        assertThat(end.join()).isInstanceOf(TaskStopped.class);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aFailureCarriesWhatTheProgramSaid() {
        assertThatThrownBy(() ->
                        runner.run(Tool.E2FSCK, "-fn", directory.resolve("none").toString()))
                .isInstanceOf(CreateFailure.class)
                .hasMessageContaining("ended with code 8 (expected 0)")
                .hasMessageContaining("No such file");
    }

    @Test
    void everyProgramNamesItsPackage() {
        assertThat(Tool.values()).allSatisfy(tool -> {
            assertThat(tool.find()).as(tool.program()).isPresent();
            assertThat(tool.debianPackage()).isIn("e2fsprogs", "mtools", "dosfstools", "zim-tools");
        });
    }

    private static List<ProcessHandle> children(Path argument) {
        return ProcessHandle.current()
                .descendants()
                .filter(each ->
                        each.info().arguments().map(List::of).orElse(List.of()).contains(argument.toString()))
                .toList();
    }
}

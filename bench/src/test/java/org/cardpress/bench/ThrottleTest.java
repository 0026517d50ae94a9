package org.cardpress.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told to the kernel, on folders that stand for its control groups. */
class ThrottleTest {
    private final Path root;
    private final Path own;

    ThrottleTest(@TempDir Path directory) throws IOException {
        root = Files.createDirectories(directory.resolve("cgroup"));
        own = directory.resolve("own");
    }

    @Test
    void theFirstKindOfGroupsTakesTwoLimits() throws IOException {
        Path group = Files.createDirectories(root.resolve("blkio/a/b"));
        Files.createFile(group.resolve("blkio.throttle.write_bps_device"));
        Files.writeString(own, "7:blkio:/a/b\n0::/\n");

        try (Throttle throttle = Throttle.find(root, own)) {
            throttle.limit("7:3", 40, 90);
            assertThat(group.resolve("blkio.throttle.write_bps_device")).hasContent("7:3 40");
            assertThat(group.resolve("blkio.throttle.read_bps_device")).hasContent("7:3 90");
        }

        assertThat(group.resolve("blkio.throttle.write_bps_device").toFile())
                .content()
                .startsWith("7:3 0");
    }

    @Test
    void theSecondKindNeedsAGroupOfItsOwn() throws IOException {
        Files.writeString(root.resolve("cgroup.controllers"), "cpu io memory\n");
        Path home = Files.createDirectories(root.resolve("user.slice"));
        Files.writeString(own, "0::/user.slice\n");
        String pid = Long.toString(ProcessHandle.current().pid());
        Path group = root.resolve("cardpress-bench-" + pid);

        Throttle throttle = Throttle.find(root, own);
        throttle.limit("7:3", 40, 90);

        assertThat(root.resolve("cgroup.subtree_control")).hasContent("+io");
        assertThat(group.resolve("cgroup.procs")).hasContent(pid);
        assertThat(group.resolve("io.max")).hasContent("7:3 rbps=90 wbps=40");
        assertThat(home.resolve("cgroup.procs")).doesNotExist();
    }

    @Test
    void aMachineThatCannotSaysSo() throws IOException {
        Files.writeString(own, "0::/\n");

        assertThatThrownBy(() -> Throttle.find(root, own))
                .hasMessageContaining("neither")
                .hasMessageContaining("io");
    }
}

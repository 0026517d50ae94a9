package org.cardpress.creator.baseimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardpress.creator.Workbench.run;

import java.io.IOException;
import java.nio.file.Path;
import org.cardpress.creator.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallBaseImageTest {
    @TempDir
    Path directory;

    @Test
    void twoBuildsGiveTheSameBytes() throws IOException {
        Path first = directory.resolve("1.img");
        Path second = directory.resolve("2.img");
        SmallBaseImage.build(first);
        SmallBaseImage.build(second);

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void foreignToolsFindTwoSoundPartitions() throws IOException {
        Path image = new Workbench(directory).base;

        assertThat(run("sfdisk", "-d", image))
                .contains("label: dos", "start=        2048, size=       32768, type=e")
                .contains("start=       34816, size=       30720, type=83")
                .doesNotContain("img3 ");
        run("e2fsck", "-fn", image + "?offset=" + (17 << 20));
        assertThat(run("debugfs", "-R", "cat /etc/os-release", image + "?offset=" + (17 << 20)))
                .contains("ID=cardpress");
        assertThat(run("mtype", "-i", image + "@@1048576", "::/cmdline.txt")).contains("root=LABEL=root");
    }
}

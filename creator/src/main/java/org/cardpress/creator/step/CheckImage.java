package org.cardpress.creator.step;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.disk.Partition;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.map.BlockKinds;
import org.cardpress.creator.tool.Tool;
import org.cardpress.creator.tool.ToolRunner;

/** Has the file systems judged by their own checkers, which change nothing. An image with a fault goes nowhere. */
final class CheckImage implements Step {
    private static final int MOST_SAID = 2000;

    @Override
    public void run(Build build) throws IOException {
        build.watch.stage("checking the file systems", 0);
        judge(
                build,
                Tool.E2FSCK,
                build.mbr().root(),
                "-fn",
                build.at(build.mbr().root()));
        judge(build, Tool.E2FSCK, build.data(), "-fn", build.at(build.data()));
        Path boot = build.workspace.resolve("boot.fat");
        copyBoot(build, boot);
        judge(build, Tool.FSCK_FAT, build.mbr().boot(), "-n", boot.toString());
        Files.delete(boot);
    }

    private static void judge(Build build, Tool checker, Partition partition, String... arguments) throws IOException {
        ToolRunner.Output output = build.tools.tryRun(checker, arguments);
        if (output.code() != 0) {
            throw CreateFailure.wrong(
                    "image.damaged",
                    checker.program() + " ended with code " + output.code() + " on " + partition
                            + " (expected 0; is the base image sound?): "
                            + shortened(output.text().strip()));
        }
    }

    private static String shortened(String text) {
        return text.length() <= MOST_SAID ? text : "…" + text.substring(text.length() - MOST_SAID);
    }

    /** The checker takes no offset: it gets the used blocks of the partition as a file. */
    private static void copyBoot(Build build, Path file) throws IOException {
        Partition boot = build.mbr().boot();
        try (ImageFile image = ImageFile.read(build.image());
                ImageFile copy = ImageFile.create(file, boot.length())) {
            byte[] bytes = new byte[1 << 20];
            for (BlockKinds.Run run : BlockKinds.read(image, build.mbr()).runs()) {
                long end = Math.min(run.offset() + run.length(), boot.end());
                for (long at = Math.max(run.offset(), boot.offset()); at < end; at += bytes.length) {
                    int count = (int) Math.min(bytes.length, end - at);
                    image.read(at, ByteBuffer.wrap(bytes, 0, count));
                    copy.write(at - boot.offset(), ByteBuffer.wrap(bytes, 0, count));
                }
            }
        }
    }
}

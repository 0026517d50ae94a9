package org.cardpress.creator.step;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.disk.Mbr;
import org.cardpress.creator.disk.Partition;
import org.cardpress.creator.ext4.Ext4Volume;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.tool.Tool;
import org.cardpress.creator.tool.ToolRunner;
import org.cardpress.protocol.image.DataSize;
import org.jspecify.annotations.Nullable;

/**
 * Gives the image its size and its data partition: the last partition, reaching to the end. Where the base has one it is grown with
 * what is in it, otherwise it is made. Sizes are exact bytes; the partition begins and ends on 4 MiB, which suits every card's
 * erase blocks, unless the order gives another size for the whole image.
 */
final class GrowData implements Step {
    private static final int BLOCK = DataSize.BLOCK;

    @Override
    public void run(Build build) throws IOException {
        build.watch.stage("making the data partition", 0);
        Optional<Partition> existing = build.mbr().data();
        long used = existing.isPresent() ? makeClean(build, existing.get()) : 0;
        long start = existing.map(Partition::offset).orElseGet(() -> end(build.mbr()));
        DataSize size = new DataSize(build.measure.bytes() + used, build.measure.inodes());
        long end = imageEnd(build, start, size);
        if (existing.isPresent() && end < existing.get().end()) {
            end = shorter(build.config.size(), existing.get());
        }
        Partition data = new Partition(3, Partition.LINUX, start, end - start);
        try (ImageFile image = ImageFile.edit(build.image())) {
            image.grow(end);
            Mbr.write(image, data);
            build.mbr(Mbr.read(image));
        }
        if (existing.isPresent()) {
            build.tools.run(Tool.RESIZE2FS, "-f", build.at(data), data.length() / 1024 + "K");
        } else {
            makeFileSystem(build, data, size);
        }
    }

    private static long end(Mbr mbr) {
        return DataSize.aligned(Math.max(mbr.root().end(), mbr.boot().end()));
    }

    private static long imageEnd(Build build, long start, DataSize size) {
        Long wanted = build.config.size();
        if (wanted == null) {
            return start + DataSize.aligned(size.comfortable());
        }
        long end = wanted / BLOCK * BLOCK;
        if (end - start < size.least()) {
            throw CreateFailure.wrong(
                    "size.too_small",
                    "image size " + wanted + " bytes leaves " + Math.max(0, end - start)
                            + " for data, the contents need " + size.least() + " (expected a size of at least "
                            + (start + size.least()) + ", or none for as large as needed)");
        }
        return end;
    }

    private static long shorter(@Nullable Long wanted, Partition existing) {
        if (wanted != null) {
            throw CreateFailure.wrong(
                    "size.too_small",
                    "image size " + wanted + " bytes (expected at least " + existing.end()
                            + ", where the base image's data partition ends)");
        }
        return existing.end();
    }

    /** The existing file system must be without fault before it grows. Returns the bytes in use. */
    private static long makeClean(Build build, Partition data) throws IOException {
        ToolRunner.Output output = build.tools.tryRun(Tool.E2FSCK, "-fp", build.at(data));
        if (output.code() > 1) {
            throw CreateFailure.wrong(
                    "base.damaged",
                    "e2fsck says of the base image's data partition: "
                            + output.text().strip() + " (expected no fault)");
        }
        try (ImageFile image = ImageFile.read(build.image())) {
            return Math.max(
                    0, data.length() - Ext4Volume.open(image, data, Build.TIME).freeBytes());
        }
    }

    private static void makeFileSystem(Build build, Partition data, DataSize size) throws IOException {
        List<String> extended = new ArrayList<>(List.of(
                "offset=" + data.offset(),
                "root_owner=0:0",
                "nodiscard",
                "lazy_itable_init=1",
                "lazy_journal_init=1",
                "hash_seed=" + build.uuid("hash")));
        if (data.length() < DataSize.GROWTH) {
            // Reserves descriptors for a card of that size; the default would reserve for a thousand times as much.
            extended.add("resize=" + DataSize.GROWTH / BLOCK);
        }
        build.tools.run(
                Tool.MKE2FS,
                "-q",
                "-F",
                "-t",
                "ext4",
                "-b",
                Integer.toString(BLOCK),
                "-I",
                "256",
                "-m",
                "0",
                "-L",
                "data",
                // Named one by one, so that the defaults of a machine or a later release change nothing.
                "-O",
                "none,has_journal,ext_attr,resize_inode,dir_index,filetype,extent,64bit,flex_bg,sparse_super,"
                        + "large_file,huge_file,dir_nlink,extra_isize,metadata_csum",
                "-J",
                "size=" + size.journalMegabytes(),
                "-N",
                Long.toString(size.inodes(data.length())),
                "-U",
                build.uuid("data").toString(),
                "-E",
                String.join(",", extended),
                build.image().toString(),
                data.length() / 1024 + "k");
    }
}

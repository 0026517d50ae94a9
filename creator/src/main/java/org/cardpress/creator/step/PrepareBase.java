package org.cardpress.creator.step;

import java.io.IOException;
import java.nio.file.Path;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.disk.Mbr;
import org.cardpress.creator.disk.Partition;
import org.cardpress.creator.disk.SparseCopy;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.map.BlockKinds;

/** Copies what matters of the base image into the new image: its mapped blocks, up to the end of its last partition. */
final class PrepareBase implements Step {
    private final BaseImages bases;
    private final DiskSpace space;

    PrepareBase(BaseImages bases, DiskSpace space) {
        this.bases = bases;
        this.space = space;
    }

    @Override
    public void run(Build build) throws IOException {
        Path raw = bases.raw(build.config.base(), build.workspace, build.watch);
        try (ImageFile base = ImageFile.read(raw)) {
            Mbr mbr = Mbr.read(base);
            BlockKinds kinds = BlockKinds.read(base, mbr);
            long end = mbr.partitions().stream().mapToLong(Partition::end).max().orElseThrow();
            // The contents go into the image, and once more, compressed, into the file that is sent.
            space.require(
                    build.workspace, 2 * (kinds.mappedBytes() + build.measure.bytes()), "the image with its contents");
            build.watch.stage("copying the base image", kinds.mappedBytes());
            SparseCopy copy = new SparseCopy(build.watch);
            try (ImageFile image = ImageFile.create(build.image(), end)) {
                for (BlockKinds.Run run : kinds.runs()) {
                    copy.copy(base, image, run.offset(), Math.min(run.length(), Math.max(0, end - run.offset())));
                }
            }
            build.mbr(mbr);
        }
    }
}

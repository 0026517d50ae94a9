package org.cardpress.creator.step;

import java.io.IOException;
import java.nio.file.Files;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.protocol.hotspot.Via;

/**
 * Adds up what the contents will take. Archives are walked to their end for that: it costs a second unpacking and gains that a bad
 * entry, a bomb or a damaged file is found before anything is built.
 */
final class MeasureContents implements Step {
    private final DiskSpace space;

    MeasureContents(DiskSpace space) {
        this.space = space;
    }

    @Override
    public void run(Build build) throws IOException {
        // More than the disk holds cannot become an image, so a bomb is not followed further than that.
        Long size = build.config.size();
        long limit = size == null ? space.free(build.workspace) : size;
        build.watch.stage("measuring contents", 0);
        for (Content content : build.contents) {
            if (content.via() == Via.DIRECT) {
                build.measure.add(Files.size(content.file()));
            } else {
                content.unpacker(limit, build.watch).unpack(content.file(), content.via(), build.measure);
            }
        }
    }
}

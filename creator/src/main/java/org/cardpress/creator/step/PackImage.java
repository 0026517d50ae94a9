package org.cardpress.creator.step;

import java.io.IOException;
import java.nio.file.Files;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.map.BlockKinds;
import org.cardpress.creator.publish.ImagePacker;

/** Makes the files that travel, then lets go of the raw image. */
final class PackImage implements Step {
    @Override
    public void run(Build build) throws IOException {
        try (ImageFile image = ImageFile.read(build.image())) {
            BlockKinds kinds = BlockKinds.read(image, build.mbr());
            build.packed(new ImagePacker(kinds, build.watch).pack(image, build.workspace.resolve("work.img.zst")));
        }
        Files.delete(build.image());
    }
}

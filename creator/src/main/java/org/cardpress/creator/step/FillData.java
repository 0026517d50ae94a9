package org.cardpress.creator.step;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.ext4.Ext4Volume;
import org.cardpress.creator.ext4.VolumeFull;
import org.cardpress.creator.job.CreateFailure;

/** Puts the contents onto the data partition: unpacked on the way, each byte written once, to its final place. */
final class FillData implements Step {
    @Override
    public void run(Build build) throws IOException {
        build.watch.stage("filling /data", build.measure.bytes());
        try (ImageFile image = ImageFile.edit(build.image())) {
            Ext4Volume volume = Ext4Volume.open(image, build.data(), Build.TIME);
            VolumeSink sink = new VolumeSink(volume, build.watch);
            for (Content content : build.contents) {
                try {
                    if (content.isPlain()) {
                        sink.plain(content.to(), content.file());
                    } else {
                        content.unpacker(volume.freeBytes(), build.watch).unpack(content.file(), content.via(), sink);
                    }
                } catch (FileAlreadyExistsException e) {
                    throw CreateFailure.wrong(
                            "content.duplicate",
                            content.what() + ": /data/" + e.getFile() + " " + e.getReason()
                                    + " (expected each target once)");
                } catch (VolumeFull e) {
                    throw CreateFailure.wrong("size.too_small", content.what() + ": " + e.getMessage());
                }
            }
            volume.finish();
        }
    }
}

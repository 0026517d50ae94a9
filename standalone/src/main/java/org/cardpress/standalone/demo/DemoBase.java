package org.cardpress.standalone.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cardpress.creator.baseimage.SmallBaseImage;
import org.cardpress.protocol.hotspot.BaseImage;

/** The small base image that the creator module makes from scratch, as a file that an order can name. */
final class DemoBase {

    private DemoBase() {}

    static BaseImage make(Path folder) throws IOException {
        Path image = folder.resolve("base.img");
        if (!Files.exists(image)) {
            SmallBaseImage.build(image);
        }
        return new BaseImage(image.toUri().toString(), "sha256:" + Sha256.of(image));
    }
}

package org.cardpress.creator.oci;

import java.io.IOException;
import java.nio.file.Path;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.OciImage;

/** Gives the archive of a container image that has no URL of its own. */
@FunctionalInterface
public interface ImageSource {
    /**
     * The archive, to be read only.
     *
     * @param own path under which it stays until the workspace goes
     */
    Path archive(OciImage image, Path own, CreateListener watch) throws IOException;

    /** One without any registry. */
    static ImageSource none() {
        return (image, own, watch) -> {
            throw CreateFailure.wrong(
                    "oci.unsupported",
                    "image " + image.ident() + " must be pulled, which is off here (expected the url of its archive)");
        };
    }
}

package org.cardpress.creator.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cardpress.creator.fetch.Fetched;
import org.cardpress.creator.fetch.Fetcher;
import org.cardpress.creator.fetch.Source;
import org.cardpress.creator.oci.ImageSource;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.hotspot.SourceUrl;

/**
 * Brings the archives of container images. The device unpacks them at its first start, so room for that is kept beside them: as
 * declared, or three times the archive, whose layers are compressed.
 */
final class FetchImages implements Step {
    private final Fetcher fetcher;
    private final ImageSource registries;

    FetchImages(Fetcher fetcher, ImageSource registries) {
        this.fetcher = fetcher;
        this.registries = registries;
    }

    @Override
    public void run(Build build) throws IOException {
        if (build.config.ociImages().isEmpty()) {
            return;
        }
        build.watch.stage("fetching container images", 0);
        Path directory = Files.createDirectories(build.workspace.resolve("images"));
        for (OciImage image : build.config.ociImages()) {
            Path file = bring(image, directory, build);
            ContentFile wanted = new ContentFile(image.target().toString(), image.url(), null, null, null, null, null);
            build.contents.add(new Content("the image " + image.ident(), wanted, Fetched.made(file)));
            build.measure.reserve(image.roomOnDevice(Files.size(file)));
        }
    }

    private Path bring(OciImage image, Path directory, Build build) throws IOException {
        String name = image.target().names().get(1);
        if (image.url() == null) {
            return registries.archive(image, directory.resolve(name), build.watch);
        }
        Source source = new Source(SourceUrl.parse(image.url()), image.size(), null);
        return fetcher.fetch(source, directory, name, build.watch);
    }
}

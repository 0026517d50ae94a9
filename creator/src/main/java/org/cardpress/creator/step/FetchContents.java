package org.cardpress.creator.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cardpress.creator.fetch.Fetched;
import org.cardpress.creator.fetch.Fetcher;
import org.cardpress.creator.fetch.Source;
import org.cardpress.protocol.hotspot.Checksum;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.SourceUrl;
import org.cardpress.protocol.hotspot.UploadUrl;

/** Brings all contents to this machine, so that nothing is built before everything is there. */
final class FetchContents implements Step {
    private final Fetcher fetcher;

    FetchContents(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public void run(Build build) throws IOException {
        long total = build.config.files().stream()
                .mapToLong(each -> each.size() == null ? 0 : each.size())
                .sum();
        build.watch.stage("fetching contents", total);
        Path directory = Files.createDirectories(build.workspace.resolve("contents"));
        for (ContentFile wanted : build.config.files()) {
            String name = Integer.toString(build.contents.size());
            if (wanted.content() != null) {
                Path file = Files.writeString(directory.resolve(name), wanted.content());
                build.contents.add(new Content("the content for " + wanted.to(), wanted, Fetched.made(file)));
            } else if (wanted.url() != null) {
                Checksum checksum = wanted.checksum() == null ? null : Checksum.parse(wanted.checksum());
                Source source = new Source(
                        SourceUrl.parse(wanted.url()),
                        wanted.size(),
                        checksum,
                        wanted.otherPlaces().stream().map(SourceUrl::parse).toList());
                Fetched fetched = UploadUrl.of(source.uri()).isPresent()
                        ? fetcher.bringUpload(source, build.uploads, directory, name, build.watch)
                        : fetcher.bring(source, directory, name, build.watch);
                build.contents.add(new Content(wanted.url(), wanted, fetched));
            }
        }
    }
}

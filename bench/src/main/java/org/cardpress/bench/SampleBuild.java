package org.cardpress.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.fetch.CachePolicy;
import org.cardpress.creator.fetch.ContentCache;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.fetch.Fetcher;
import org.cardpress.creator.fetch.LocalFiles;
import org.cardpress.creator.fetch.Reach;
import org.cardpress.creator.fetch.Retries;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.step.BaseImages;
import org.cardpress.creator.step.HotspotBuilder;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.runtime.CancelSignal;

/** A build of sample contents as the creator does it. */
final class SampleBuild {
    private final HotspotBuilder builder;
    private final HotspotConfig config;

    /** @param directory with {@code base.img}; all contents lie below it */
    SampleBuild(Path directory, List<ContentFile> wanted) {
        ContentCache cache = new ContentCache(directory.resolve("cache"), CachePolicy.of(0), Clock.systemUTC());
        DiskSpace space = DiskSpace.real();
        Fetcher fetcher = new Fetcher(
                new LocalFiles(List.of(directory)), cache, Retries.usual(), space, Reach.allowing(List.of()));
        this.builder = new HotspotBuilder(fetcher, new BaseImages(fetcher, cache), space);
        this.config = new HotspotConfig(
                HotspotConfig.SCHEMA,
                "bench",
                new BaseImage(directory.resolve("base.img").toString(), null),
                null,
                wanted,
                Map.of("hostname", "bench"));
    }

    /** Makes the raw image and brings it to the disk. */
    void raw(Path workspace) throws IOException {
        Path image = builder.buildRaw(config, workspace, CreateListener.silent(new CancelSignal()));
        try (ImageFile file = ImageFile.edit(image)) {
            file.sync();
        }
    }

    /** Makes the image and packs it for its travel. */
    void packed(Path workspace) throws IOException {
        builder.build(config, workspace, CreateListener.silent(new CancelSignal()));
    }
}

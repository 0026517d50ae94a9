package org.cardpress.creator.step;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.fetch.Fetcher;
import org.cardpress.creator.fetch.OwnUploads;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.oci.ImageSource;
import org.cardpress.creator.publish.PackedImage;
import org.cardpress.protocol.hotspot.HotspotConfig;

/**
 * Makes an image out of a hotspot config: the story of a build, told by its steps. Needs neither root nor loop devices. Everything it
 * writes lies in the workspace, which the caller removes whatever the outcome. May run several builds at a time.
 */
public final class HotspotBuilder {
    private final List<Step> steps;

    /** One that pulls no container images. */
    public HotspotBuilder(Fetcher fetcher, BaseImages bases, DiskSpace space) {
        this(fetcher, bases, space, ImageSource.none());
    }

    public HotspotBuilder(Fetcher fetcher, BaseImages bases, DiskSpace space, ImageSource registries) {
        this.steps = List.of(
                new CheckConfig(),
                new FetchContents(fetcher),
                new FetchImages(fetcher, registries),
                new CheckZims(fetcher),
                new MeasureContents(space),
                new PrepareBase(bases, space),
                new GrowData(),
                new FillData(),
                new WriteSettings(),
                new CheckImage());
    }

    /** The image, packed for its travel; of a config without uploads. */
    public PackedImage build(HotspotConfig config, Path workspace, CreateListener watch) throws IOException {
        return build(config, workspace, OwnUploads.none(), watch);
    }

    /**
     * The image, packed for its travel.
     *
     * @param uploads where those that the config names are
     */
    public PackedImage build(HotspotConfig config, Path workspace, OwnUploads uploads, CreateListener watch)
            throws IOException {
        Build build = new Build(config, workspace, uploads, watch);
        List<Step> all = new ArrayList<>(steps);
        all.add(new PackImage());
        run(all, build);
        return build.packed();
    }

    /** Only the raw image, checked but not packed. */
    public Path buildRaw(HotspotConfig config, Path workspace, CreateListener watch) throws IOException {
        Build build = new Build(config, workspace, watch);
        run(steps, build);
        return build.image();
    }

    private static void run(List<Step> steps, Build build) throws IOException {
        for (Step step : steps) {
            build.watch.check();
            try {
                step.run(build);
            } catch (IOException e) {
                build.watch.check();
                if (DiskSpace.isFull(e)) {
                    throw CreateFailure.later(
                            "disk.full",
                            "the disk of " + build.workspace + " is full: " + e.getMessage()
                                    + " (expected room for the image; delete files or use a larger disk)",
                            e);
                }
                throw e;
            }
        }
    }
}

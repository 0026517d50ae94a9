package org.cardpress.creator.step;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.cardpress.creator.disk.Mbr;
import org.cardpress.creator.disk.Partition;
import org.cardpress.creator.fetch.OwnUploads;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.publish.PackedImage;
import org.cardpress.creator.tool.ToolRunner;
import org.cardpress.creator.unpack.Measure;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.OnDevice;
import org.jspecify.annotations.Nullable;

/** The state of one build, in one thread. What a step has not left yet must not be asked for. */
final class Build {
    /** Same config, same image: files without a time of their own, and the file systems, are of this moment. */
    static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    /** As it was ordered. */
    final HotspotConfig asked;

    /** The same in files and settings only. */
    final HotspotConfig config;

    final Path workspace;

    /** Where uploads of the order are. */
    final OwnUploads uploads;

    final CreateListener watch;
    final ToolRunner tools;
    final Measure measure = new Measure();
    final List<Content> contents = new ArrayList<>();
    private final String seed;
    private @Nullable Mbr mbr;
    private @Nullable PackedImage packed;

    Build(HotspotConfig asked, Path workspace, CreateListener watch) {
        this(asked, workspace, OwnUploads.none(), watch);
    }

    Build(HotspotConfig asked, Path workspace, OwnUploads uploads, CreateListener watch) {
        this.uploads = uploads;
        this.asked = asked;
        this.config = OnDevice.of(asked);
        this.workspace = workspace;
        this.watch = watch;
        this.seed = ConfigSeed.of(config);
        String seconds = Long.toString(TIME.getEpochSecond());
        this.tools = new ToolRunner(
                watch,
                Map.of(
                        "E2FSPROGS_FAKE_TIME",
                        seconds,
                        "E2FSCK_TIME",
                        seconds,
                        "SOURCE_DATE_EPOCH",
                        seconds,
                        // FAT keeps local time.
                        "TZ",
                        "UTC",
                        "MTOOLSRC",
                        "/dev/null",
                        "MTOOLS_SKIP_CHECK",
                        "1"));
    }

    /** The image that is being made. */
    Path image() {
        return workspace.resolve("work.img");
    }

    void mbr(Mbr found) {
        mbr = found;
    }

    Mbr mbr() {
        return Objects.requireNonNull(mbr, "the base image is not there yet");
    }

    Partition data() {
        return mbr().data().orElseThrow(() -> new IllegalStateException("the data partition is not there yet"));
    }

    void packed(PackedImage ready) {
        packed = ready;
    }

    PackedImage packed() {
        return Objects.requireNonNull(packed, "the image is not packed yet");
    }

    /** The image with an offset into it, as the e2fsprogs take it. */
    String at(Partition partition) {
        return image() + "?offset=" + partition.offset();
    }

    /** An id that the config decides, so that a build can be repeated. */
    UUID uuid(String use) {
        return UUID.nameUUIDFromBytes((use + "\n" + seed).getBytes(StandardCharsets.UTF_8));
    }
}

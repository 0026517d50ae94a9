package org.cardpress.creator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.cardpress.creator.fetch.ContentCache;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.creator.fetch.OwnUploads;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.preflight.Preflight;
import org.cardpress.creator.publish.PackedImage;
import org.cardpress.creator.publish.PublishedImage;
import org.cardpress.creator.publish.Uploader;
import org.cardpress.creator.step.HotspotBuilder;
import org.cardpress.protocol.image.BmapXml;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.runtime.Outside;
import org.cardpress.protocol.runtime.TaskContext;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.runtime.TaskHandler;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.Grant;
import org.cardpress.protocol.worker.TaskSpec;

/** Does create tasks: builds the image, brings it to the warehouse, tells where it is. Safe for many threads. */
final class CreateHandler implements TaskHandler {
    private final Preflight preflight;
    private final HotspotBuilder builder;
    private final Function<Claim, OwnUploads> uploads;
    private final List<ContentCache> caches;
    private final SSLContext tls;
    private final Outside outside;

    /** Without a scheduler to fetch uploads from. */
    CreateHandler(
            Preflight preflight, HotspotBuilder builder, List<ContentCache> caches, SSLContext tls, Outside outside) {
        this(preflight, builder, claim -> OwnUploads.none(), caches, tls, outside);
    }

    /**
     * @param uploads where those of a task are
     * @param caches trimmed after each build
     */
    CreateHandler(
            Preflight preflight,
            HotspotBuilder builder,
            Function<Claim, OwnUploads> uploads,
            List<ContentCache> caches,
            SSLContext tls,
            Outside outside) {
        this.uploads = uploads;
        this.preflight = preflight;
        this.builder = builder;
        this.caches = List.copyOf(caches);
        this.tls = tls;
        this.outside = outside;
    }

    @Override
    public TaskResult run(Claim claim, TaskContext context) throws Exception {
        if (!(claim.spec() instanceof TaskSpec.CreateImage spec)) {
            throw new TaskFailure(
                    new TaskError(
                            "spec.unknown",
                            "a creator was given " + claim.spec().getClass().getSimpleName()
                                    + " (expected CreateImage)",
                            false),
                    TaskStatus.FAILED_TO_BUILD);
        }
        Path workspace = context.workspace();
        context.status(TaskStatus.BUILDING);
        ImageRef there = spec.reuse();
        if (there != null && isThere(there, context)) {
            context.log(
                    "nothing to build: " + there.path() + " is the image of the same config, still in the warehouse");
            return new TaskResult.ImageBuilt(there);
        }
        PackedImage packed = build(claim, spec, workspace, context);
        context.status(TaskStatus.BUILT);
        context.log("image of " + packed.bmap().imageSize() + " bytes, "
                + packed.bmap().mappedBytes() + " mapped, " + packed.size() + " to send");
        context.status(TaskStatus.UPLOADING);
        return new TaskResult.ImageBuilt(upload(spec.imageName(), packed, workspace, context));
    }

    private boolean isThere(ImageRef image, TaskContext context) throws TaskFailure {
        Grant grant = context.grant(Grant.Operation.DOWNLOAD);
        return new PublishedImage(grant, tls, new ContextListener(context)).isThere(image);
    }

    private PackedImage build(Claim claim, TaskSpec.CreateImage spec, Path workspace, TaskContext context)
            throws TaskFailure, IOException, InterruptedException {
        try {
            CreateListener watch = new ContextListener(context);
            preflight.run(spec.config(), watch);
            return builder.build(spec.config(), workspace, uploads.apply(claim), watch);
        } catch (CreateFailure e) {
            throw new TaskFailure(e.error(), TaskStatus.FAILED_TO_BUILD, e);
        } finally {
            for (ContentCache cache : caches) {
                cache.trim();
            }
        }
    }

    private ImageRef upload(String name, PackedImage packed, Path workspace, TaskContext context)
            throws TaskFailure, IOException, InterruptedException {
        Grant grant = context.grant(Grant.Operation.UPLOAD);
        byte[] bmap = BmapXml.write(packed.bmap());
        Path bmapFile = Files.write(workspace.resolve("work.bmap"), bmap);
        Uploader uploader = new Uploader(grant, tls, new ContextListener(context), outside);
        try {
            String path = publish(uploader, packed.zst(), grant, name, ".img.zst", packed.size(), packed.sha256());
            String bmapSha256 = Digests.sha256(bmap);
            String bmapPath = publish(uploader, bmapFile, grant, name, ".bmap", bmap.length, bmapSha256);
            return new ImageRef(
                    name,
                    path,
                    packed.size(),
                    packed.sha256(),
                    bmapPath,
                    bmap.length,
                    bmapSha256,
                    packed.bmap().imageSize(),
                    packed.rawSha256(),
                    packed.bmap().mappedBytes());
        } catch (CreateFailure e) {
            throw new TaskFailure(e.error(), TaskStatus.FAILED_TO_UPLOAD, e);
        }
    }

    /** The warehouse never replaces a file: where an earlier attempt published another one, the hash becomes part of the name. */
    private static String publish(
            Uploader uploader, Path file, Grant grant, String name, String ending, long size, String sha256)
            throws InterruptedException {
        String path = grant.path() + name + ending;
        if (uploader.upload(file, path, size, sha256)) {
            return path;
        }
        String other = grant.path() + name + "-" + sha256.substring(0, 12) + ending;
        if (uploader.upload(file, other, size, sha256)) {
            return other;
        }
        throw CreateFailure.later(
                "warehouse.taken",
                "the warehouse has other files named " + path + " and " + other + " (expected neither)");
    }
}

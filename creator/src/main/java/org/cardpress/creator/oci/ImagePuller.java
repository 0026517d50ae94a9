package org.cardpress.creator.oci;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.cardpress.creator.fetch.ContentCache;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.fetch.Reach;
import org.cardpress.creator.fetch.Retries;
import org.cardpress.creator.fetch.Web;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.hotspot.OciName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls images from their registries into archives, and keeps these for the next build by the digest of the manifest: a tag that
 * moved is pulled anew, one that did not moves only the manifest. Holds no layer in memory. Safe for many threads.
 */
public final class ImagePuller implements ImageSource {
    private static final Logger LOG = LoggerFactory.getLogger(ImagePuller.class);
    /** What two writers of the same image may differ by: headers, names, padding. */
    private static final long FORMAT_ALLOWANCE = 1L << 20;

    private static final long MOST_CONFIG = 8L << 20;

    private final RegistryLogins logins;
    private final ContentCache cache;
    private final Retries retries;
    private final DiskSpace space;
    private final Web web;

    /** @param reach servers that may be asked, registries and the token servers they name */
    public ImagePuller(RegistryLogins logins, ContentCache cache, Retries retries, DiskSpace space, Reach reach) {
        this.logins = logins;
        this.cache = cache;
        this.retries = retries;
        this.space = space;
        this.web = new Web(reach, retries.silence());
    }

    @Override
    public Path archive(OciImage image, Path own, CreateListener watch) throws IOException {
        OciName name = OciName.parse(image.ident());
        Platform wanted = Platform.parse(image.wantedPlatform());
        Registry registry = new Registry(name, logins, web, watch.cancel());
        ImagePlan plan = look(registry, name, wanted, watch);
        DockerArchive archive = new DockerArchive(plan);
        long size = archive.size();
        if (image.size() != null && size > image.size() + FORMAT_ALLOWANCE) {
            throw CreateFailure.wrong(
                    "oci.size",
                    "image " + image.ident() + " makes an archive of " + size + " bytes (expected at most the declared "
                            + image.size() + ")");
        }
        String key = key(name, plan);
        LOG.info(
                "image {} for {}: manifest {}, {} layers, archive of {} bytes",
                image.ident(),
                wanted,
                plan.manifest(),
                plan.layers().size(),
                size);
        return cache.get(
                key,
                part -> {
                    space.require(
                            Objects.requireNonNull(part.toAbsolutePath().getParent()), size, "image " + image.ident());
                    watch.stage("pulling " + image.ident(), archive.content());
                    byte[] config = config(registry, plan, wanted, watch);
                    archive.write(part, config, blob -> new BlobStream(registry, blob, retries, watch));
                    if (Files.size(part) != size) {
                        throw new IOException(
                                "archive " + part + " has " + Files.size(part) + " bytes (expected " + size + ")");
                    }
                },
                own,
                watch);
    }

    private static String key(OciName name, ImagePlan plan) {
        return "oci-" + Digests.sha256((plan.manifest() + "\n" + name.tagged()).getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of the archive that the image will make, known from its manifest alone. */
    public long archiveSize(OciImage image, CreateListener watch) throws IOException {
        return foresee(image, watch).size();
    }

    /** What is known of the archive from the manifest alone; moves no layer. */
    public Foreseen foresee(OciImage image, CreateListener watch) throws IOException {
        OciName name = OciName.parse(image.ident());
        Registry registry = new Registry(name, logins, web, watch.cancel());
        ImagePlan plan = look(registry, name, Platform.parse(image.wantedPlatform()), watch);
        return new Foreseen(new DockerArchive(plan).size(), cache.has(key(name, plan)));
    }

    /**
     * An archive before it is made.
     *
     * @param size its bytes
     * @param here whether the cache has it already
     */
    public record Foreseen(long size, boolean here) {}

    private ImagePlan look(Registry registry, OciName name, Platform wanted, CreateListener watch) {
        for (int failures = 1; ; failures++) {
            watch.check();
            try {
                return new ImageLookup(registry, name, wanted).look();
            } catch (IOException e) {
                if (failures >= retries.attempts()) {
                    throw CreateFailure.later(
                            "oci.unreachable",
                            "cannot ask " + name.registry() + " for " + name.repository() + " after " + failures
                                    + " attempts: " + e.getClass().getSimpleName() + ": " + e.getMessage()
                                    + " (expected its manifest; is the registry up?)",
                            e);
                }
                LOG.warn(
                        "asking {} failed, next attempt in {}: {}",
                        name.registry(),
                        retries.pause(failures),
                        e.getMessage());
                await(failures, name, watch);
            }
        }
    }

    private void await(int failures, OciName name, CreateListener watch) {
        try {
            watch.cancel().await(retries.pause(failures));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CreateFailure.later("oci.unreachable", "asking " + name.registry() + " was interrupted", e);
        }
    }

    /** Also where there was no index to choose by, the image must be for the platform: its config tells. */
    private byte[] config(Registry registry, ImagePlan plan, Platform wanted, CreateListener watch) throws IOException {
        if (plan.config().size() > MOST_CONFIG) {
            throw CreateFailure.wrong(
                    "oci.size",
                    "the config of " + plan.name().repository() + " has "
                            + plan.config().size() + " bytes (expected at most " + MOST_CONFIG + ")");
        }
        byte[] bytes;
        try (InputStream in = new BlobStream(registry, plan.config(), retries, watch)) {
            bytes = in.readAllBytes();
        }
        Platform made = Platform.of(ObjectMapper.getDefault().readValue(bytes, JsonNode.class));
        if (!wanted.accepts(made)) {
            throw CreateFailure.wrong(
                    "oci.platform",
                    "image " + plan.name().repository() + " " + plan.name().reference() + " is not made for " + wanted
                            + " (expected one of " + made + ")");
        }
        return bytes;
    }
}

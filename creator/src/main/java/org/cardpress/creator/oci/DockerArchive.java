package org.cardpress.creator.oci;

import io.micronaut.serde.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The tar that {@code docker load} reads: {@code manifest.json}, the config and the layers, each layer as the registry has it, still
 * compressed (engines tell by the bytes). Its size is known before; the same image gives the same bytes.
 */
final class DockerArchive {
    private static final int BLOCK = 512;

    private final ImagePlan plan;
    private final byte[] manifest;

    DockerArchive(ImagePlan plan) throws IOException {
        this.plan = plan;
        Map<String, Object> image = new LinkedHashMap<>();
        String tagged = plan.name().tagged();
        image.put("Config", configName());
        image.put("RepoTags", tagged == null ? List.of() : List.of(tagged));
        image.put("Layers", plan.layers().stream().map(DockerArchive::layerName).toList());
        manifest = ObjectMapper.getDefault().writeValueAsString(List.of(image)).getBytes(StandardCharsets.UTF_8);
    }

    private String configName() {
        return plan.config().hex() + ".json";
    }

    private static String layerName(Descriptor layer) {
        return layer.hex() + ".tar";
    }

    /** Bytes of the archive. */
    long size() {
        long size = entry(manifest.length) + entry(plan.config().size());
        for (Descriptor layer : layers()) {
            size += entry(layer.size());
        }
        return size + 2L * BLOCK;
    }

    private static long entry(long content) {
        return BLOCK + (content + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** A layer that is used twice is stored once. */
    private Set<Descriptor> layers() {
        return new LinkedHashSet<>(plan.layers());
    }

    /** Bytes of layers and config. */
    long content() {
        return plan.config().size()
                + layers().stream().mapToLong(Descriptor::size).sum();
    }

    void write(Path file, byte[] config, Blobs blobs) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 256 << 10);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, BLOCK, StandardCharsets.UTF_8.name())) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            begin(tar, "manifest.json", manifest.length);
            tar.write(manifest);
            tar.closeArchiveEntry();
            begin(tar, configName(), config.length);
            tar.write(config);
            tar.closeArchiveEntry();
            for (Descriptor layer : layers()) {
                begin(tar, layerName(layer), layer.size());
                try (InputStream in = blobs.open(layer)) {
                    in.transferTo(tar);
                }
                tar.closeArchiveEntry();
            }
        }
    }

    private static void begin(TarArchiveOutputStream tar, String name, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setModTime(0L);
        entry.setMode(0100644);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
    }

    /** Gives the bytes of a blob. */
    @FunctionalInterface
    interface Blobs {
        InputStream open(Descriptor blob) throws IOException;
    }
}

package org.cardpress.protocol.offspot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.hotspot.Via;
import org.jspecify.annotations.Nullable;

/** Turns the parsed file into a config, key by key. Problems go to the sections' list. */
final class ConfigReader {
    /** Where {@code write_config} puts the file itself. */
    static final String CONFIG_COPY = "/data/conf/image.yaml";

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+[a-z0-9._-]*");
    private static final String RELEASES = "https://drive.offspot.it/base/offspot-base-arm64-";

    private final String name;
    private final String text;
    private final ChecksumReader checksums;

    ConfigReader(String name, String text, DigestLookup digests) {
        this.name = name;
        this.text = text;
        this.checksums = new ChecksumReader(digests);
    }

    HotspotConfig read(Section root) {
        root.only("base", "output", "oci_images", "files", "write_config", "offspot");
        BaseImage base = base(root);
        Long size = output(root);
        List<OciImage> images = new ArrayList<>();
        root.entries("oci_images").forEach(each -> images.add(image(each)));
        List<ContentFile> files = new ArrayList<>();
        root.entries("files").forEach(each -> files.add(file(each)));
        if (root.flag("write_config")) {
            files.add(new ContentFile(CONFIG_COPY, null, text, null, null, null, null));
        }
        return new HotspotConfig(HotspotConfig.SCHEMA, name, base, size, files, images, root.tree("offspot"));
    }

    private BaseImage base(Section root) {
        if (root.value("base") instanceof String source) {
            return new BaseImage(url(source), null);
        }
        Section base = root.section("base");
        if (base == null) {
            if (root.value("base") == null) {
                root.problem("base", "missing (expected source: a URL or the version of a release)");
            }
            return new BaseImage("", null);
        }
        base.only("source", "rootfs_size", "root_size", "checksum");
        String source = base.text("source");
        if (source == null && base.value("source") == null) {
            base.problem("source", "missing (expected a URL or the version of a release)");
        }
        Long rootfs = base.value("rootfs_size") != null ? base.size("rootfs_size") : base.size("root_size");
        return new BaseImage(url(Objects.requireNonNullElse(source, "")), checksums.read(base, "checksum"), rootfs);
    }

    /** A version names a release of the offspot project; anything else is a URL already. */
    private static String url(String source) {
        return VERSION.matcher(source).matches() ? RELEASES + source + ".img" : source;
    }

    private static @Nullable Long output(Section root) {
        Section output = root.section("output");
        if (output == null) {
            return null;
        }
        output.only("size", "compress");
        if (output.flag("compress")) {
            output.problem("compress", "true (expected false: images always travel compressed; take it out)");
        }
        return "auto".equals(output.value("size")) ? null : output.size("size");
    }

    private static OciImage image(Section.Entry entry) {
        if (entry.value() instanceof String ident) {
            return new OciImage(ident, null, null, null, null);
        }
        Section image = map(entry, "an image name, or ident and sizes");
        image.only("ident", "url", "filesize", "fullsize");
        return new OciImage(
                required(image, "ident"), image.text("url"), image.size("filesize"), image.size("fullsize"), null);
    }

    private ContentFile file(Section.Entry entry) {
        Section file = map(entry, "to and url or content");
        file.only("to", "url", "content", "via", "size", "checksum");
        Via via = via(file);
        String content = file.text("content");
        Long size = file.size("size");
        if (content != null && (!content.isEmpty() || file.value("url") == null)) {
            // Content wins over a url. Its size is plain; a given one may only leave room for more.
            contentOnly(file, via, content, size);
            return new ContentFile(required(file, "to"), null, content, word(via), null, null, null);
        }
        String url = file.text("url");
        if (file.value("url") == null) {
            file.problem("", "neither url nor content (expected one of them)");
        }
        boolean packed = via != Via.DIRECT;
        return new ContentFile(
                required(file, "to"),
                Objects.requireNonNullElse(url, ""),
                null,
                word(via),
                packed ? null : size,
                packed ? size : null,
                checksums.read(file, "checksum"));
    }

    private static void contentOnly(Section file, Via via, String content, @Nullable Long size) {
        int bytes = content.getBytes(StandardCharsets.UTF_8).length;
        if (via == Via.DIRECT && size != null && size < bytes) {
            file.problem("size", size + " bytes (expected at least the " + bytes + " of the content, or none)");
        }
        if (via.shape() != Via.Shape.FILE) {
            file.problem("via", "'" + via.word() + "' with content (expected direct or base64; or a url)");
        }
        if (file.value("checksum") != null) {
            file.problem("checksum", "given with content (expected it with a url; take it out)");
        }
    }

    private static Via via(Section file) {
        String word = file.text("via");
        for (Via via : List.of(Via.DIRECT, Via.BASE64, Via.TAR, Via.ZIP, Via.TAR_GZ, Via.TAR_BZ2, Via.TAR_XZ)) {
            if (word == null || via.word().equals(word)) {
                return via;
            }
        }
        file.problem("via", "'" + word + "' (expected direct, base64, tar, gztar, bztar, xztar or zip)");
        return Via.DIRECT;
    }

    private static @Nullable String word(Via via) {
        return via == Via.DIRECT ? null : via.word();
    }

    private static Section map(Section.Entry entry, String expected) {
        if (!(entry.value() instanceof Map)) {
            entry.section().problem("", Section.kind(entry.value()) + " (expected " + expected + ")");
        }
        return entry.section();
    }

    private static String required(Section section, String key) {
        String value = section.text(key);
        if (section.value(key) == null) {
            section.problem(key, "missing (expected a text)");
        }
        return Objects.requireNonNullElse(value, "");
    }
}

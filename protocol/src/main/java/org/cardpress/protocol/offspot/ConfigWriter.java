package org.cardpress.protocol.offspot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.Checksum;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.hotspot.OnDevice;
import org.cardpress.protocol.hotspot.UploadUrl;
import org.cardpress.protocol.hotspot.Via;
import org.jspecify.annotations.Nullable;

/** Turns a config into the tree of an image-creator file. What that cannot say goes to the problems, by name. */
final class ConfigWriter {
    private final List<Problem.Detail> problems;

    ConfigWriter(List<Problem.Detail> problems) {
        this.problems = problems;
    }

    Map<String, Object> write(HotspotConfig asked) {
        HotspotConfig config = OnDevice.of(asked);
        List<String> paths = OnDevice.paths(asked);
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("base", base(config.base()));
        root.put("output", Map.of("size", config.size() == null ? "auto" : config.size()));
        List<Object> images = new ArrayList<>();
        for (OciImage image : config.ociImages()) {
            images.add(image("config.ociImages[" + images.size() + "]", image));
        }
        root.put("oci_images", images);
        List<Object> files = new ArrayList<>();
        for (ContentFile file : config.files()) {
            files.add(file(paths.get(files.size()), file));
        }
        root.put("files", files);
        root.put("write_config", false);
        root.put("offspot", config.offspot());
        return root;
    }

    private Map<String, Object> base(BaseImage base) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("source", base.url());
        put(map, "rootfs_size", base.rootfsSize());
        put(map, "checksum", checksum("config.base.checksum", base.checksum()));
        return map;
    }

    private Map<String, Object> image(String path, OciImage image) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ident", image.ident());
        put(map, "url", image.url());
        put(map, "filesize", image.size());
        put(map, "fullsize", image.unpackedSize());
        if (image.platform() != null) {
            problem(path + ".platform", "'" + image.platform() + "' (expected none: the format is always for arm64)");
        }
        return map;
    }

    private Map<String, Object> file(String path, ContentFile file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("to", file.to());
        put(map, "url", file.url());
        if (file.url() != null && UploadUrl.of(file.url()).isPresent()) {
            problem(
                    path + ".url",
                    "'" + file.url() + "' (expected a URL that others can fetch; an upload is known here only)");
        }
        put(map, "content", file.content());
        Via via = via(path + ".via", file.via());
        if (via != Via.DIRECT) {
            map.put("via", via.word());
        }
        boolean packed = via != Via.DIRECT;
        if (file.content() == null) {
            put(map, "size", packed ? file.unpackedSize() : file.size());
        }
        Long unsaid = packed ? file.size() : file.unpackedSize();
        if (unsaid != null) {
            problem(
                    path + (packed ? ".size" : ".unpackedSize"),
                    unsaid + " (expected none: the format has one size, of the unpacked bytes where it unpacks)");
        }
        put(map, "checksum", checksum(path + ".checksum", file.checksum()));
        if (!file.otherPlaces().isEmpty()) {
            problem(path + ".mirrors", file.otherPlaces().size() + " (expected none: the format has one URL a file)");
        }
        return map;
    }

    private Via via(String path, @Nullable String word) {
        try {
            Via via = Via.ofWord(word);
            if (via.shape() == Via.Shape.EITHER || via == Via.TAR_ZST) {
                problem(path, "'" + word + "' (expected direct, base64, tar, gztar, bztar, xztar or zip)");
            }
            return via;
        } catch (IllegalArgumentException e) {
            problem(path, String.valueOf(e.getMessage()));
            return Via.DIRECT;
        }
    }

    private @Nullable Object checksum(String path, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Checksum checksum = Checksum.parse(text);
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("algo", checksum.algorithm().word());
            map.put("value", checksum.hex());
            return map;
        } catch (IllegalArgumentException e) {
            problem(path, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private void problem(String path, String message) {
        problems.add(new Problem.Detail(path, message));
    }
}

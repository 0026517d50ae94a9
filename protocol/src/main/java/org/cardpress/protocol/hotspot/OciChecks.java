package org.cardpress.protocol.hotspot;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of the container images; their archives take places that no file may take. */
final class OciChecks {
    static final int MOST_IMAGES = 200;

    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]{1,20}/[a-z0-9]{1,20}(/[a-z0-9.]{1,20})?");

    private final BiConsumer<String, @Nullable String> found;

    OciChecks(BiConsumer<String, @Nullable String> found) {
        this.found = found;
    }

    /** Bytes the archive takes for sure; where it is pulled its size is only a limit. */
    static long declaredBytes(OciImage image) {
        return image.url() != null && image.size() != null ? Math.max(0, image.size()) : 0;
    }

    /** @param taken gets the places of the archives, each with where it was asked for */
    void check(List<OciImage> images, Map<TargetPath, String> taken) {
        if (images.size() > MOST_IMAGES) {
            found.accept("config.ociImages", images.size() + " images (expected at most " + MOST_IMAGES + ")");
            return;
        }
        for (int i = 0; i < images.size(); i++) {
            String path = "config.ociImages[" + i + "]";
            OciImage image = images.get(i);
            size(path + ".size", image.size());
            size(path + ".unpackedSize", image.unpackedSize());
            String url = image.url();
            if (url != null) {
                tried(path + ".url", () -> SourceUrl.parseElsewhere(url));
            }
            if (!PLATFORM.matcher(image.wantedPlatform()).matches()) {
                found.accept(
                        path + ".platform", "'" + image.platform() + "' (expected such as linux/arm64 or linux/amd64)");
            } else if (tried(path + ".ident", () -> OciName.parse(image.ident()))) {
                String other = taken.putIfAbsent(image.target(), path);
                if (other != null) {
                    found.accept(
                            path + ".ident",
                            "'" + image.ident() + "' is there already as " + other + " (expected each image once)");
                }
            }
        }
    }

    private void size(String path, @Nullable Long bytes) {
        if (bytes != null && (bytes < 0 || bytes > HotspotChecks.LARGEST_IMAGE)) {
            found.accept(path, bytes + " bytes (expected 0 to " + HotspotChecks.LARGEST_IMAGE + ")");
        }
    }

    private boolean tried(String path, Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (IllegalArgumentException e) {
            found.accept(path, e.getMessage());
            return false;
        }
    }
}

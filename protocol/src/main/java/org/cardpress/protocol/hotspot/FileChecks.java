package org.cardpress.protocol.hotspot;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks of the contents: each by itself, then whether two of them want the same place. */
final class FileChecks {
    static final int MOST_FILES = 10_000;
    static final int LONGEST_INLINE = 1 << 20;

    private final BiConsumer<String, @Nullable String> found;

    FileChecks(BiConsumer<String, @Nullable String> found) {
        this.found = found;
    }

    /** Bytes the content takes on the image as far as the config tells; never more than it will take. */
    static long declaredBytes(ContentFile file) {
        if (file.unpackedSize() != null) {
            return Math.max(0, file.unpackedSize());
        }
        if (file.content() != null) {
            // Written in base64 it has line ends that are not counted.
            return direct(file) ? file.content().getBytes(StandardCharsets.UTF_8).length : 0;
        }
        return direct(file) && file.size() != null ? Math.max(0, file.size()) : 0;
    }

    private static boolean direct(ContentFile file) {
        return file.via() == null || file.via().equals("direct");
    }

    void check(List<PlacedFile> files, List<OciImage> images) {
        Map<TargetPath, String> taken = new HashMap<>();
        new OciChecks(found).check(images, taken);
        if (files.size() > MOST_FILES) {
            found.accept("config.files", files.size() + " contents (expected at most " + MOST_FILES + ")");
            return;
        }
        for (PlacedFile placed : files) {
            String path = placed.path();
            ContentFile file = placed.file();
            source(path, file);
            numbers(path, file);
            Via via = parsed(path + ".via", () -> Via.ofWord(file.via()));
            TargetPath to = parsed(placed.toPath(), () -> TargetPath.parse(file.to()));
            String hidden = PlainText.hidden(file.to());
            if (hidden != null) {
                found.accept(placed.toPath(), hidden);
            }
            if (via != null && to != null) {
                place(placed, via, to, taken);
            }
        }
        files(taken);
    }

    private void source(String path, ContentFile file) {
        if ((file.url() == null) == (file.content() == null)) {
            found.accept(
                    path,
                    (file.url() == null ? "neither url nor content" : "both url and content")
                            + " (expected one of them)");
            return;
        }
        if (file.url() != null) {
            String url = file.url();
            parsed(path + ".url", () -> SourceUrl.parse(url));
        }
        mirrors(path, file);
        if (file.content() != null) {
            int bytes = file.content().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST_INLINE) {
                found.accept(path + ".content", bytes + " bytes (expected at most " + LONGEST_INLINE + "; use a url)");
            }
            if ("base64".equals(file.via())) {
                base64(path + ".content", file.content());
            } else if (!direct(file)) {
                found.accept(path + ".via", "'" + file.via() + "' with inline content (expected direct or base64)");
            }
        }
        if (file.checksum() != null) {
            String checksum = file.checksum();
            parsed(path + ".checksum", () -> Checksum.parse(checksum));
        }
    }

    private void mirrors(String path, ContentFile file) {
        List<String> mirrors = file.otherPlaces();
        if (mirrors.size() > ContentFile.MOST_MIRRORS) {
            found.accept(
                    path + ".mirrors", mirrors.size() + " mirrors (expected at most " + ContentFile.MOST_MIRRORS + ")");
        }
        if (!mirrors.isEmpty() && (file.url() == null || file.checksum() == null)) {
            found.accept(
                    path + ".mirrors",
                    "without url and checksum (expected both: only a checksum shows that"
                            + " they have the same bytes)");
        }
        for (int i = 0; i < mirrors.size(); i++) {
            String mirror = mirrors.get(i);
            String at = path + ".mirrors[" + i + "]";
            URI uri = parsed(at, () -> SourceUrl.parse(mirror));
            if (uri != null && !SourceUrl.isWeb(uri)) {
                found.accept(at, "'" + mirror + "' (expected an http or https URL)");
            }
        }
    }

    private void base64(String path, String content) {
        String bare = content.replaceAll("\\s", "");
        try {
            Base64.getDecoder().decode(bare);
        } catch (IllegalArgumentException e) {
            found.accept(path, "no base64: " + e.getMessage() + " (expected letters, digits, + and /)");
        }
    }

    private void numbers(String path, ContentFile file) {
        Map<String, Long> sizes = new HashMap<>();
        if (file.size() != null) {
            sizes.put("size", file.size());
        }
        if (file.unpackedSize() != null) {
            sizes.put("unpackedSize", file.unpackedSize());
        }
        sizes.forEach((name, bytes) -> {
            if (bytes < 0 || bytes > HotspotChecks.LARGEST_IMAGE) {
                found.accept(path + "." + name, bytes + " bytes (expected 0 to " + HotspotChecks.LARGEST_IMAGE + ")");
            }
        });
    }

    private void place(PlacedFile placed, Via via, TargetPath to, Map<TargetPath, String> taken) {
        if (via.shape() == Via.Shape.TREE) {
            return;
        }
        boolean file = via.shape() == Via.Shape.FILE;
        if (file && to.isRoot()) {
            found.accept(placed.toPath(), "'/data' (expected the path of a file below it)");
            return;
        }
        if (file) {
            String other = taken.putIfAbsent(to, placed.path());
            if (other != null) {
                found.accept(
                        placed.toPath(), "'" + to + "' is also the target of " + other + " (expected another path)");
            }
        }
    }

    /** A file cannot be a directory above another one. */
    private void files(Map<TargetPath, String> taken) {
        taken.forEach((to, path) -> {
            for (int length = 1; length < to.names().size(); length++) {
                String above = taken.get(new TargetPath(to.names().subList(0, length)));
                if (above != null) {
                    found.accept(
                            path + ".to", "'" + to + "' lies below the file of " + above + " (expected another path)");
                }
            }
        });
    }

    private <T> @Nullable T parsed(String path, Supplier<T> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            found.accept(path, e.getMessage());
            return null;
        }
    }
}

package org.cardpress.protocol.hotspot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a content is unpacked. A plain compression ({@link #GZ} to {@link #ZST}) may hold one file or a tar: the unpacked bytes tell,
 * so {@code gz} serves {@code book.txt.gz} and {@code site.tar.gz}. The long names say that it is a tar for sure.
 */
public enum Via {
    DIRECT(Shape.FILE, "direct"),
    BASE64(Shape.FILE, "base64"),
    TAR(Shape.TREE, "tar"),
    ZIP(Shape.TREE, "zip"),
    GZ(Shape.EITHER, "gz"),
    BZ2(Shape.EITHER, "bz2"),
    XZ(Shape.EITHER, "xz"),
    ZST(Shape.EITHER, "zst"),
    TAR_GZ(Shape.TREE, "tar.gz", "gztar"),
    TAR_BZ2(Shape.TREE, "tar.bz2", "bztar"),
    TAR_XZ(Shape.TREE, "tar.xz", "xztar"),
    TAR_ZST(Shape.TREE, "tar.zst", "zsttar");

    private final Shape shape;
    private final List<String> words;

    Via(Shape shape, String... words) {
        this.shape = shape;
        this.words = List.of(words);
    }

    /** Whether it gives one file, a tree, or only the bytes will tell. */
    public Shape shape() {
        return shape;
    }

    /** The word other tools know too: of several the last. */
    public String word() {
        return words.get(words.size() - 1);
    }

    /** The constant with this word; {@link #DIRECT} for null. */
    public static Via ofWord(@Nullable String word) {
        if (word == null) {
            return DIRECT;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        for (Via via : values()) {
            if (via.words.contains(lower)) {
                return via;
            }
        }
        throw new IllegalArgumentException("via '" + word + "' (expected one of "
                + String.join(
                        ", ",
                        Arrays.stream(values())
                                .flatMap(via -> via.words.stream())
                                .toList())
                + ")");
    }

    /** What unpacking gives. */
    public enum Shape {
        FILE,
        TREE,
        EITHER
    }
}

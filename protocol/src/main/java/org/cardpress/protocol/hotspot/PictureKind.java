package org.cardpress.protocol.hotspot;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kinds of pictures, known by their first bytes (PNG, GIF89a and JFIF specifications) or by the ending of their URL. */
enum PictureKind {
    PNG(".png", ".png"),
    JPEG(".jpg", ".jpeg"),
    GIF(".gif", ".gif"),
    ICO(".ico", ".ico");

    private final String ending;
    private final String otherEnding;

    PictureKind(String ending, String otherEnding) {
        this.ending = ending;
        this.otherEnding = otherEnding;
    }

    /** The ending of its name on the device. */
    String ending() {
        return ending;
    }

    static Optional<PictureKind> ofName(@Nullable String path) {
        String lower = path == null ? "" : path.toLowerCase(Locale.ROOT);
        for (PictureKind each : values()) {
            if (lower.endsWith(each.ending) || lower.endsWith(each.otherEnding)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    static Optional<PictureKind> ofBytes(byte[] bytes) {
        if (begins(bytes, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 'I', 'H', 'D', 'R')) {
            return Optional.of(PNG);
        }
        if (begins(bytes, 0xff, 0xd8, 0xff)) {
            return Optional.of(JPEG);
        }
        if (begins(bytes, 'G', 'I', 'F', '8')) {
            return Optional.of(GIF);
        }
        return begins(bytes, 0, 0, 1, 0) ? Optional.of(ICO) : Optional.empty();
    }

    /** The longer side in pixels; 0 where the bytes do not tell. A small file may unfold into a huge picture. */
    int longerSide(byte[] bytes) {
        return switch (this) {
            case PNG -> bytes.length < 24 ? 0 : larger(bytes, 16, 20, 4);
            case GIF -> bytes.length < 10 ? 0 : Math.max(little(bytes, 6), little(bytes, 8));
            case JPEG -> jpeg(bytes);
            // One byte each, and 0 for 256.
            case ICO -> bytes.length < 22 ? 0 : 256;
        };
    }

    /** Walks over the segments until a frame begins. */
    private static int jpeg(byte[] bytes) {
        int at = 2;
        while (at + 9 < bytes.length && Byte.toUnsignedInt(bytes[at]) == 0xff) {
            int marker = Byte.toUnsignedInt(bytes[at + 1]);
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                return larger(bytes, at + 5, at + 7, 2);
            }
            at += 2 + larger(bytes, at + 2, at + 2, 2);
        }
        return 0;
    }

    private static int larger(byte[] bytes, int one, int other, int length) {
        int first = 0;
        int second = 0;
        for (int i = 0; i < length; i++) {
            first = first << 8 | Byte.toUnsignedInt(bytes[one + i]);
            second = second << 8 | Byte.toUnsignedInt(bytes[other + i]);
        }
        // A side with its highest bit set is larger than any.
        return first < 0 || second < 0 ? Integer.MAX_VALUE : Math.max(first, second);
    }

    private static int little(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]) | Byte.toUnsignedInt(bytes[at + 1]) << 8;
    }

    private static boolean begins(byte[] bytes, int... begin) {
        if (bytes.length < begin.length) {
            return false;
        }
        for (int i = 0; i < begin.length; i++) {
            if (Byte.toUnsignedInt(bytes[i]) != begin[i]) {
                return false;
            }
        }
        return true;
    }
}

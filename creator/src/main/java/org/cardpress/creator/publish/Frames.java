package org.cardpress.creator.publish;

import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;

/**
 * Compresses chunks of an image, each into a zstd frame of its own: frames can be unpacked by themselves, one after the other they
 * are a file that plain {@code zstd -d} unpacks. Level 1: most of an image is compressed already, more effort gains little.
 */
final class Frames {
    private static final int LEVEL = 1;

    private Frames() {}

    static byte[] compress(byte[] bytes, int length) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setLevel(LEVEL).setChecksum(true).setContentSize(true);
            byte[] whole = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
            return context.compress(whole);
        }
    }
}

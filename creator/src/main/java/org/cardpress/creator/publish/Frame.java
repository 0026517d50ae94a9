package org.cardpress.creator.publish;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Room for one chunk of an image and for the zstd frame made of it, used again and again, so that packing makes no garbage. Frames can
 * be unpacked by themselves; one after the other they are a file that plain {@code zstd -d} unpacks. Level 1: most of an image is
 * compressed already, more effort gains little. One thread at a time.
 */
final class Frame implements AutoCloseable {
    private static final int LEVEL = 1;

    /** The chunk. */
    final byte[] raw = new byte[ImagePacker.CHUNK];

    private final byte[] packed = new byte[Math.toIntExact(Zstd.compressBound(ImagePacker.CHUNK))];
    private final ZstdCompressCtx context =
            new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true).setContentSize(true);
    private int length;

    /** Makes the frame of the first so many bytes. */
    Frame compress(byte[] bytes, int count) {
        length = context.compressByteArray(packed, 0, packed.length, bytes, 0, count);
        return this;
    }

    /** Writes the frame and returns its length. */
    int write(OutputStream out, MessageDigest digest) throws IOException {
        out.write(packed, 0, length);
        digest.update(packed, 0, length);
        return length;
    }

    @Override
    public void close() {
        context.close();
    }
}

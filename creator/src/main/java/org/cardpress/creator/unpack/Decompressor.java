package org.cardpress.creator.unpack;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.cardpress.protocol.hotspot.Via;

/** Opens a file as the stream of its unpacked bytes. Files made of several compressed parts are read to the last one. */
public final class Decompressor {
    private static final int BUFFER = 256 << 10;
    /** Enough for {@code xz -9}, which needs 65 MiB; a hostile file may ask for 4 GiB. */
    private static final int XZ_MEMORY_KIB = 256 << 10;

    private Decompressor() {}

    /** The unpacked bytes; of an archive those of the archive. */
    public static InputStream open(Path file, Via via) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            return new BufferedInputStream(
                    switch (via) {
                        case DIRECT, TAR, ZIP -> in;
                        case BASE64 -> Base64.getMimeDecoder().wrap(in);
                        case GZ, TAR_GZ ->
                            GzipCompressorInputStream.builder()
                                    .setInputStream(in)
                                    .setDecompressConcatenated(true)
                                    .get();
                        case BZ2, TAR_BZ2 -> new BZip2CompressorInputStream(in, true);
                        case XZ, TAR_XZ ->
                            XZCompressorInputStream.builder()
                                    .setInputStream(in)
                                    .setDecompressConcatenated(true)
                                    .setMemoryLimitKiB(XZ_MEMORY_KIB)
                                    .get();
                        case ZST, TAR_ZST -> new ZstdInputStream(in);
                    },
                    BUFFER);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }
}

package org.cardpress.standalone.usb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.BmapRange;

/** The file behind a card beside the image, byte for byte, in every range that the published map tells. */
final class CardCompare {
    private static final int PIECE = 1 << 20;

    private CardCompare() {}

    /** Where they differ first; -1 where they do not. */
    static long firstDifference(Path card, Path image, Bmap map) throws IOException {
        try (FileChannel written = FileChannel.open(card);
                FileChannel meant = FileChannel.open(image)) {
            for (BmapRange range : map.ranges()) {
                long end = range.offset() + map.length(range);
                for (long at = range.offset(); at < end; at += PIECE) {
                    int length = (int) Math.min(PIECE, end - at);
                    int differs = read(written, at, length).mismatch(read(meant, at, length));
                    if (differs >= 0) {
                        return at + differs;
                    }
                }
            }
            return -1;
        }
    }

    private static ByteBuffer read(FileChannel file, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) >= 0) {
            // Until all is there, or the file ends.
        }
        return bytes.flip();
    }
}

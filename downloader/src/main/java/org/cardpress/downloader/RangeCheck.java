package org.cardpress.downloader;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.BmapRange;
import org.cardpress.protocol.image.MappedCrc;
import org.jspecify.annotations.Nullable;

/** Compares each range of the bmap with the raw image passing by, and collects the check values of the manifest. For one thread. */
final class RangeCheck {
    private final Bmap bmap;
    private final Iterator<BmapRange> rest;
    private final MappedCrc crc = new MappedCrc();
    private final MessageDigest sha256 = Sha256.begin();
    private @Nullable BmapRange range;

    RangeCheck(Bmap bmap) {
        this.bmap = bmap;
        this.rest = bmap.ranges().iterator();
        this.range = rest.hasNext() ? rest.next() : null;
    }

    /** Takes the next bytes of the image, which begin at this offset. */
    void take(long offset, byte[] bytes, int length) throws FetchFailure {
        long end = offset + length;
        BmapRange now = range;
        while (now != null && now.offset() < end) {
            long rangeEnd = now.offset() + bmap.length(now);
            long from = Math.max(offset, now.offset());
            long to = Math.min(end, rangeEnd);
            int start = (int) (from - offset);
            sha256.update(bytes, start, (int) (to - from));
            crc.update(from, ByteBuffer.wrap(bytes, start, (int) (to - from)));
            if (to < rangeEnd) {
                return;
            }
            compare(now);
            now = rest.hasNext() ? rest.next() : null;
            range = now;
        }
    }

    private void compare(BmapRange ended) throws FetchFailure {
        String came = HexFormat.of().formatHex(sha256.digest());
        if (!came.equals(ended.sha256())) {
            throw FetchFailure.damaged("blocks " + ended.firstBlock() + " to " + ended.lastBlock()
                    + " of the image have SHA-256 " + came + " (expected " + ended.sha256() + " by the bmap)");
        }
    }

    /** The check values, after the last byte. */
    List<Long> crc32c() {
        return crc.values();
    }
}

package org.cardpress.creator.publish;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.creator.map.BlockKinds;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.BmapRange;

/** Makes the block map while the image streams by: one hash for each run of mapped blocks. Chunks come in order, from one thread. */
final class RangeHashes {
    private final BlockKinds kinds;
    private final MessageDigest digest = Digests.create("SHA-256");
    private final List<BmapRange> ranges = new ArrayList<>();
    private long first = -1;

    RangeHashes(BlockKinds kinds) {
        this.kinds = kinds;
    }

    /** The bytes of the image from the offset, which is the begin of a block. */
    void update(long offset, byte[] bytes, int length) {
        long block = offset / Bmap.BLOCK_SIZE;
        for (int at = 0; at < length; at += Bmap.BLOCK_SIZE, block++) {
            if (!kinds.isMapped(block)) {
                endRange(block);
                continue;
            }
            if (first < 0) {
                first = block;
            }
            digest.update(bytes, at, Math.min(Bmap.BLOCK_SIZE, length - at));
        }
    }

    private void endRange(long next) {
        if (first >= 0) {
            ranges.add(new BmapRange(first, next - 1, HexFormat.of().formatHex(digest.digest())));
            first = -1;
        }
    }

    Bmap finish() {
        endRange((kinds.imageSize() + Bmap.BLOCK_SIZE - 1) / Bmap.BLOCK_SIZE);
        return new Bmap(kinds.imageSize(), ranges);
    }
}

package org.cardpress.writer.staging;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.BmapRange;
import org.cardpress.protocol.image.ImageManifest.Range;

/** Compares each range of the bmap with the raw image passing by: a map that belongs to another image is found out. For one thread. */
final class RangeHashes {
    private final Bmap bmap;
    private final Passing passing;
    private final MessageDigest sha256 = Sha256.begin();

    RangeHashes(Bmap bmap, List<Range> ranges) {
        this.bmap = bmap;
        this.passing = new Passing(ranges);
    }

    void take(Piece piece) throws StagingFailure {
        passing.pass(piece.at(), piece.end(), (range, from, to, ends) -> {
            sha256.update(piece.bytes(), (int) (from - piece.at()), (int) (to - from));
            if (ends) {
                compare(bmap.ranges().get(range));
            }
        });
    }

    private void compare(BmapRange ended) throws StagingFailure {
        String came = HexFormat.of().formatHex(sha256.digest());
        if (!came.equals(ended.sha256())) {
            throw StagingFailure.damaged("blocks " + ended.firstBlock() + " to " + ended.lastBlock()
                    + " of the image have SHA-256 " + came + " (expected " + ended.sha256() + " by the bmap)");
        }
    }
}

package org.cardpress.writer.staging;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.ImageManifest.Range;
import org.cardpress.protocol.image.MappedCrc;
import org.cardpress.writer.card.CheckTable;

/**
 * Looks at what is mapped while the raw image passes by: takes its check values, and notes which blocks are zero, and so must be
 * zero on the card. For one thread.
 */
final class MappedChecks {
    private final CheckTable table;
    private final Passing passing;
    private final MappedCrc crc = new MappedCrc();
    private final List<Range> zeros = new ArrayList<>();
    private int told;

    MappedChecks(List<Range> ranges, CheckTable table) {
        this.table = table;
        this.passing = new Passing(ranges);
    }

    /** After this the check value of the piece is in the table. */
    void take(Piece piece) throws StagingFailure {
        passing.pass(piece.at(), piece.end(), (range, from, to, ends) -> {
            crc.update(from, ByteBuffer.wrap(piece.bytes(), (int) (from - piece.at()), (int) (to - from)));
            noteZeros(piece, from, to);
        });
        crc.endPiece();
        for (; told < crc.count(); told++) {
            table.add(crc.value(told));
        }
    }

    private void noteZeros(Piece piece, long from, long to) {
        for (long block = from; block < to; block += Bmap.BLOCK_SIZE) {
            if (piece.isZero(block)) {
                addZero(block, Math.min(block + Bmap.BLOCK_SIZE, to));
            }
        }
    }

    private void addZero(long from, long to) {
        int last = zeros.size() - 1;
        if (last >= 0 && zeros.get(last).offset() + zeros.get(last).length() == from) {
            long begin = zeros.get(last).offset();
            zeros.set(last, new Range(begin, to - begin));
        } else {
            zeros.add(new Range(from, to - from));
        }
    }

    /** After the last piece. */
    List<Range> zeros() {
        return List.copyOf(zeros);
    }
}

package org.cardpress.writer.card;

import java.util.ArrayList;
import java.util.List;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Treats what the image does not map on one card, as {@link Wipe} says. Made before anything is written to the card, for it looks at
 * the old partition table; run when the first MiB is clear, so that a card left in the middle has neither its old contents nor new
 * ones. Nothing relies on it: what must be zero is written as zeros anyway.
 */
public final class Wiping {
    private static final Logger LOG = LoggerFactory.getLogger(Wiping.class);
    private static final long MIB = ImageMap.MIB;
    /** Superblocks and labels of all common systems are this close to one of the ends. */
    private static final long SIGNATURE = 128 << 10;

    private static final long DISCARD_SLICE = 64 * MIB;
    private static final long ZERO_SLICE = 16 * MIB;

    private final BlockDevice card;
    private final WritePlan plan;
    private final AlignedBuffer buffer;
    private final Wipe wipe;
    private final List<Range> old;

    Wiping(BlockDevice card, WritePlan plan, AlignedBuffer buffer, Wipe wipe) throws DeviceException {
        this.card = card;
        this.plan = plan;
        this.buffer = buffer;
        this.wipe = wipe;
        this.old = wipe == Wipe.SIGNATURES || wipe == Wipe.DISCARD ? OldPartitions.of(card, buffer) : List.of();
    }

    void run(CardWatch watch) throws DeviceException, CardCancelled {
        switch (wipe) {
            case NONE -> {}
            case SIGNATURES -> zero(signatures(), watch);
            case DISCARD -> {
                if (!discard(watch)) {
                    LOG.info("{} cannot discard; the signatures on it are cleared instead", card.name());
                    zero(signatures(), watch);
                }
            }
            case ZERO -> zero(rest(), watch);
        }
    }

    private boolean discard(CardWatch watch) throws DeviceException, CardCancelled {
        long end = card.capacity() - MIB;
        for (long at = MIB; at < end; at += DISCARD_SLICE) {
            watch.checkWanted();
            if (!card.discard(at, Math.min(DISCARD_SLICE, end - at) / card.blockSize() * card.blockSize())) {
                return false;
            }
            watch.advanced(at, end);
        }
        card.flush();
        return true;
    }

    private void zero(List<Range> ranges, CardWatch watch) throws DeviceException, CardCancelled {
        long total = ranges.stream().mapToLong(Range::length).sum();
        long done = 0;
        for (Range range : ranges) {
            for (long at = range.offset(); at < range.end(); at += ZERO_SLICE) {
                watch.checkWanted();
                long length = Math.min(ZERO_SLICE, range.end() - at);
                if (!card.zero(at, length)) {
                    writeZeros(at, length, watch);
                }
                done += length;
                watch.advanced(done, total);
            }
        }
        if (total > 0) {
            card.flush();
        }
    }

    private void writeZeros(long from, long length, CardWatch watch) throws DeviceException, CardCancelled {
        buffer.zero(buffer.size());
        for (long at = from; at < from + length; at += buffer.size()) {
            watch.checkWanted();
            card.write(buffer, 0, (int) Math.min(buffer.size(), from + length - at), at);
        }
    }

    /** The ends of the old partitions, as far as the image leaves them. */
    private List<Range> signatures() {
        List<Range> rest = rest();
        List<Range> signatures = new ArrayList<>();
        for (Range partition : old) {
            long head = Math.min(partition.end(), partition.offset() + SIGNATURE);
            addCommon(rest, partition.offset(), head, signatures);
            addCommon(rest, Math.max(head, partition.end() - SIGNATURE), partition.end(), signatures);
        }
        return signatures;
    }

    private static void addCommon(List<Range> rest, long from, long to, List<Range> found) {
        for (Range range : rest) {
            long start = Math.max(from, range.offset());
            long end = Math.min(to, range.end());
            if (start < end) {
                found.add(new Range(start, end - start));
            }
        }
    }

    /** What is neither mapped nor cleared with every card. */
    private List<Range> rest() {
        List<Range> rest = new ArrayList<>();
        long at = MIB;
        for (Unit unit : plan.units()) {
            for (Range run : unit.runs()) {
                if (run.offset() > at) {
                    rest.add(new Range(at, run.offset() - at));
                }
                at = Math.max(at, run.end());
            }
        }
        long end = card.capacity() / card.blockSize() * card.blockSize();
        if (end > at) {
            rest.add(new Range(at, end - at));
        }
        return rest;
    }
}

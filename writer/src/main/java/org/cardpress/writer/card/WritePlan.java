package org.cardpress.writer.card;

import java.util.ArrayList;
import java.util.List;
import org.cardpress.writer.device.AlignedBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The order of work for an image: all units from the second MiB up, then the first MiB. Made once an image and shared by its
 * cards; about 100 bytes a mapped MiB.
 *
 * @param imageSize bytes
 * @param units ascending, without the first MiB
 * @param first the first MiB; null for an image that maps nothing there
 * @param mappedBytes to be written, the first MiB included
 */
public record WritePlan(
        long imageSize, List<Unit> units, @Nullable Block first, long mappedBytes) {
    /** Gaps up to this are read and ignored rather than skipped. */
    private static final long SMALL_GAP = 64 * 1024;

    public static WritePlan of(ImageMap map) {
        List<Block> blocks = blocks(map);
        Block first = !blocks.isEmpty() && blocks.get(0).index() == 0 ? blocks.remove(0) : null;
        List<Unit> units = new ArrayList<>();
        List<Block> pending = new ArrayList<>();
        for (Block block : blocks) {
            if (!pending.isEmpty() && unitOf(pending.get(0)) != unitOf(block)) {
                units.add(unit(pending));
                pending.clear();
            }
            pending.add(block);
        }
        if (!pending.isEmpty()) {
            units.add(unit(pending));
        }
        return new WritePlan(map.size(), List.copyOf(units), first, map.mappedBytes());
    }

    /** What is left to write when all units that begin below {@code from} are on the card. */
    List<Unit> unitsFrom(long from) {
        return units.stream().filter(unit -> unit.start() >= from).toList();
    }

    long mappedBytesOfUnits() {
        return units.stream().mapToLong(Unit::mappedBytes).sum();
    }

    /** The largest block size of a device on which all parts of the image begin and end. */
    int leastBlockSize() {
        long bits = AlignedBuffer.PAGE;
        for (Unit unit : units) {
            for (Range run : unit.runs()) {
                bits |= run.offset() | run.length();
            }
        }
        return (int) Long.lowestOneBit(bits);
    }

    private static long unitOf(Block block) {
        return block.start() / Unit.SIZE;
    }

    private static Unit unit(List<Block> blocks) {
        List<Range> ranges =
                blocks.stream().flatMap(block -> block.ranges().stream()).toList();
        return new Unit(
                unitOf(blocks.get(0)) * Unit.SIZE, joined(ranges, 0), joined(ranges, SMALL_GAP), List.copyOf(blocks));
    }

    private static List<Range> joined(List<Range> ranges, long gap) {
        List<Range> joined = new ArrayList<>();
        for (Range range : ranges) {
            int last = joined.size() - 1;
            if (last >= 0 && range.offset() - joined.get(last).end() <= gap) {
                long start = joined.get(last).offset();
                joined.set(last, new Range(start, range.end() - start));
            } else {
                joined.add(range);
            }
        }
        return List.copyOf(joined);
    }

    private static List<Block> blocks(ImageMap map) {
        List<Block> blocks = new ArrayList<>();
        List<Range> here = new ArrayList<>();
        long index = -1;
        for (Range range : map.ranges()) {
            for (long at = range.offset(); at < range.end(); ) {
                long mib = at / ImageMap.MIB;
                if (mib != index && !here.isEmpty()) {
                    blocks.add(new Block(index, List.copyOf(here), map.checks(), blocks.size()));
                    here.clear();
                }
                index = mib;
                long end = Math.min(range.end(), (mib + 1) * ImageMap.MIB);
                here.add(new Range(at, end - at));
                at = end;
            }
        }
        if (!here.isEmpty()) {
            blocks.add(new Block(index, List.copyOf(here), map.checks(), blocks.size()));
        }
        return blocks;
    }
}

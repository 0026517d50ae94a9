package org.cardpress.writer.stamp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.cardpress.writer.card.ImageMap;
import org.cardpress.writer.card.Range;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.ImageSource;

/**
 * Where the stamp of an image goes: a block that the map leaves out, inside a partition. Never before the first partition, where
 * boot loaders live, and never in the first or last MiB, which are cleared with every card. Taken from a fixed list of places
 * where one of them is free, so that the stamp is found again by whoever does not know the image.
 */
public final class StampPlace {
    private static final long MIB = ImageMap.MIB;
    private static final int SECTOR = 512;
    private static final int PARTITIONS_AT = 446;
    private static final int PARTITION_BYTES = 16;
    private static final int PROTECTIVE = 0xEE;
    private static final long LARGEST = 2L << 40;

    private StampPlace() {}

    /** Byte of the image; empty where the image has no such block, or no partition table that can be trusted (MBR). */
    public static OptionalLong of(ImageMap map, ImageSource image) throws DeviceException {
        List<Range> partitions = partitions(map, image);
        for (long place : wellKnown(map.size())) {
            if (isFree(place, map, partitions)) {
                return OptionalLong.of(place);
            }
        }
        long end = 0;
        for (Range range : map.ranges()) {
            for (Range partition : partitions) {
                long place = up(Math.max(end, partition.offset()));
                if (place < range.offset() && isFree(place, map, partitions)) {
                    return OptionalLong.of(place);
                }
            }
            end = range.end();
        }
        return OptionalLong.empty();
    }

    /** Ascending, eight to each doubling: the last block of MiB 1 to 15, 16, 18, … */
    static List<Long> wellKnown(long size) {
        List<Long> places = new ArrayList<>();
        for (long mib = 1; mib < LARGEST / MIB; mib += Math.max(1, Long.highestOneBit(mib) / 8)) {
            long place = (mib + 1) * MIB - CardStamp.SIZE;
            if (place + CardStamp.SIZE > size) {
                break;
            }
            places.add(place);
        }
        return places;
    }

    private static boolean isFree(long place, ImageMap map, List<Range> partitions) {
        long end = place + CardStamp.SIZE;
        return place >= MIB
                && end <= map.size() - MIB
                && partitions.stream().anyMatch(in -> in.offset() <= place && end <= in.end())
                && map.ranges().stream().noneMatch(range -> range.offset() < end && place < range.end());
    }

    private static List<Range> partitions(ImageMap map, ImageSource image) throws DeviceException {
        if (map.ranges().isEmpty()
                || map.ranges().get(0).offset() != 0
                || map.ranges().get(0).length() < SECTOR) {
            return List.of();
        }
        AlignedBuffer buffer = new AlignedBuffer(AlignedBuffer.PAGE);
        image.read(buffer, 0, SECTOR, 0);
        ByteBuffer table = buffer.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (!isSigned(table)) {
            return List.of();
        }
        List<Range> partitions = new ArrayList<>();
        for (int entry = 0; entry < 4; entry++) {
            int at = PARTITIONS_AT + entry * PARTITION_BYTES;
            int type = table.get(at + 4) & 0xFF;
            long start = Integer.toUnsignedLong(table.getInt(at + 8)) * SECTOR;
            long length = Integer.toUnsignedLong(table.getInt(at + 12)) * SECTOR;
            if (type == PROTECTIVE) {
                return List.of();
            }
            if (type != 0 && length > 0) {
                partitions.add(new Range(start, length));
            }
        }
        return partitions;
    }

    /** Whether a first sector claims to be a partition table. */
    static boolean isSigned(ByteBuffer sector) {
        return sector.get(510) == 0x55 && sector.get(511) == (byte) 0xAA;
    }

    private static long up(long offset) {
        return (offset + CardStamp.SIZE - 1) / CardStamp.SIZE * CardStamp.SIZE;
    }
}

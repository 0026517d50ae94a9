package org.cardpress.protocol.preflight;

import java.util.List;
import java.util.stream.Stream;
import org.cardpress.protocol.preflight.PreflightReport.SourceLine;

/**
 * Whether the disks of the build suffice: for what is still to be fetched, and for the contents in the image and once more, packed, in the
 * file that is sent. What is not known counts as nothing, so that only what cannot succeed is refused.
 */
final class RoomCheck {
    private RoomCheck() {}

    static List<Finding> check(List<Room> rooms, List<SourceLine> lines, long contents) {
        long toFetch = lines.stream()
                .filter(line ->
                        !line.here() && line.size() != null && !line.url().startsWith("file:"))
                .mapToLong(SourceLine::size)
                .sum();
        return rooms.stream()
                .flatMap(room -> check(room, (room.cache() ? toFetch : 0) + (room.work() ? 2 * contents : 0)))
                .toList();
    }

    private static Stream<Finding> check(Room room, long needed) {
        return room.free() >= needed + Room.RESERVE
                ? Stream.empty()
                : Stream.of(Finding.error(
                        "disk.full",
                        "config",
                        "the disk of " + room.directory() + " has " + room.free() + " bytes free",
                        "at least " + (needed + Room.RESERVE) + "; delete files, use a larger disk or order less"));
    }
}

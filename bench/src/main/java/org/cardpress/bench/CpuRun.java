package org.cardpress.bench;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.cardpress.writer.card.WritePlan;

/**
 * A process that writes eight cards and ends. Says how many seconds of processor time it took, its own start included, and how
 * many bytes of buffers outside the heap.
 */
final class CpuRun {
    /** What is told to programs is in hundredths of a second ({@code USER_HZ}), on each architecture served. */
    private static final long NANOS_A_TICK = 10_000_000;

    private CpuRun() {}

    /** Arguments: the image, its map, the cards. */
    public static void main(String[] arguments) throws Exception {
        WritePlan plan = WritePlan.of(MapFile.read(Path.of(arguments[1])));
        List<Path> cards = Arrays.stream(arguments).skip(2).map(Path::of).toList();
        new CardWall(Path.of(arguments[0]), plan, cards).write(cards.size());
        long ticks = ticks();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        System.out.println(ticks * NANOS_A_TICK + " " + direct);
    }

    /** Processor time of this process so far, in user and in kernel mode: fields 14 and 15 of {@code /proc/self/stat}, see proc(5). */
    private static long ticks() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(afterName[11]) + Long.parseLong(afterName[12]);
    }
}

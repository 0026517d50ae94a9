package org.cardpress.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.cardpress.writer.card.WritePlan;

/**
 * A process that writes eight cards and ends. Says how many seconds of processor time it took, its own start included, and how
 * many bytes of buffers outside the heap.
 */
final class CpuRun {
    private CpuRun() {}

    /** Arguments: the image, its map, the cards. */
    public static void main(String[] arguments) throws Exception {
        WritePlan plan = WritePlan.of(MapFile.read(Path.of(arguments[1])));
        List<Path> cards = Arrays.stream(arguments).skip(2).map(Path::of).toList();
        new CardWall(Path.of(arguments[0]), plan, cards).write(cards.size());
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        long nanos =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        System.out.println(nanos + " " + direct);
    }
}

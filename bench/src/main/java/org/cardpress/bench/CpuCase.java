package org.cardpress.bench;

import com.sun.jna.Native;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cardpress.protocol.image.ImageManifest;
import org.cardpress.writer.card.CardWriter;
import org.slf4j.LoggerFactory;

/** What eight cards cost of the processor, in a process of their own, so that the start of the JVM and its compiler count. */
final class CpuCase {
    private static final int CARDS = 8;
    private static final double GIB = 1L << 30;

    private long buffers;

    private CpuCase() {}

    /**
     * Takes the larger image where memory holds it on eight cards: the less is written, the more the start of the process weighs.
     *
     * @param large bytes of an image, of which about a third is mapped
     * @param small bytes of another one
     */
    static void run(Bench bench, long large, long small) throws Exception {
        CpuCase cpu = new CpuCase();
        long size = Scratch.fitsInMemory(needed(large)) ? large : small;
        try (Scratch scratch = Scratch.with(needed(size))) {
            SampleImage image = SampleImage.sparse(scratch.file("card.img"), size);
            Path map = scratch.file("card.map");
            MapFile.write(map, image.map());
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    classPath(),
                    CpuRun.class.getName(),
                    image.raw().toString(),
                    map.toString()));
            for (int i = 0; i < CARDS; i++) {
                command.add(scratch.card("card-" + i, size).toString());
            }
            double gib = CARDS * image.plan().mappedBytes() / GIB;
            bench.compareAtOnce(
                    "cpu", () -> cpu.seconds(command) / gib, "1 s of processor time a GiB", () -> 1, "s/GiB");
            bench.note(String.format(
                    Locale.ROOT,
                    "cpu: %d unthrottled cards of %d MiB each, one process, its start included; the kernel's threads"
                            + " that play the cards are not. %d MiB of buffers outside the heap.",
                    CARDS,
                    image.plan().mappedBytes() >> 20,
                    cpu.buffers >> 20));
        }
    }

    private static long needed(long size) {
        return size * (CARDS + 1) * 2 / 5;
    }

    /** What writing a card needs, and no more: to look through the jars of all programs takes longer than to write a card. */
    private static String classPath() throws URISyntaxException {
        Set<String> jars = new LinkedHashSet<>();
        for (Class<?> each :
                List.of(CpuRun.class, CardWriter.class, ImageManifest.class, Native.class, LoggerFactory.class)) {
            jars.add(Path.of(each.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(File.pathSeparator, jars);
    }

    private double seconds(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IOException("the process that writes eight cards failed: " + said);
            }
            String[] figures = said.substring(said.lastIndexOf('\n') + 1).split(" ");
            buffers = Math.max(buffers, Long.parseLong(figures[1]));
            return Long.parseLong(figures[0]) / 1e9;
        } finally {
            process.destroy();
        }
    }
}

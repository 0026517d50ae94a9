package org.cardpress.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.cardpress.writer.device.LoopDevice;

/**
 * A directory in memory for one benchmark, with its loop devices. All of it goes when this is closed or the program is told to
 * stop, whichever comes first.
 */
final class Scratch implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path directory;
    private final String place;
    private final Deque<LoopDevice> loops = new ArrayDeque<>();
    private final Thread hook = new Thread(this::clear, "scratch");
    private boolean cleared;

    private Scratch(Path directory, String place) {
        this.directory = directory;
        this.place = place;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** @param bytes that must fit, with a quarter to spare */
    static Scratch with(long bytes) throws IOException {
        String shortage = shortage(bytes);
        if (shortage.isEmpty()) {
            return new Scratch(Files.createTempDirectory(MEMORY, "cardpress-bench"), "in memory (" + MEMORY + ")");
        }
        Path directory = Files.createTempDirectory("cardpress-bench");
        return new Scratch(directory, "on disk (" + directory.getParent() + "), since " + shortage);
    }

    static boolean fitsInMemory(long bytes) throws IOException {
        return shortage(bytes).isEmpty();
    }

    /** Where this is, for the notes of a report. */
    String place() {
        return place;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** A card of this size: a loop device where there can be one, otherwise a file. */
    Path card(String name, long size) throws IOException {
        Path card = file(name);
        try (RandomAccessFile access = new RandomAccessFile(card.toFile(), "rw")) {
            access.setLength(size);
        }
        return LoopDevice.impossible().isPresent() ? card : attach(card).path();
    }

    synchronized LoopDevice attach(Path file) throws IOException {
        if (cleared) {
            throw new IOException("the benchmark is being stopped");
        }
        LoopDevice loop = LoopDevice.attach(file);
        loops.push(loop);
        return loop;
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook is running already and finds nothing left to do.
        }
    }

    private synchronized void clear() {
        cleared = true;
        while (!loops.isEmpty()) {
            try {
                loops.pop().close();
            } catch (IOException left) {
                System.err.println("not detached: " + left.getMessage());
            }
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            if (Files.exists(directory)) {
                System.err.println("not deleted: " + left.getMessage());
            }
        }
    }

    /** Why the benchmark does not fit into memory; empty where it does. */
    private static String shortage(long bytes) throws IOException {
        if (!Files.isWritable(MEMORY)) {
            return MEMORY + " cannot be written";
        }
        long wanted = bytes + bytes / 4;
        FileStore store = Files.getFileStore(MEMORY);
        if (!store.type().equals("tmpfs")) {
            return MEMORY + " is no tmpfs";
        }
        long free = Math.min(store.getUsableSpace(), memoryAvailable());
        return free >= wanted
                ? ""
                : MEMORY + " and memory have " + (free >> 20) + " MiB left (needed " + (wanted >> 20) + ")";
    }

    private static long memoryAvailable() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/meminfo"));
        return lines.stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .map(kib -> kib << 10)
                .findFirst()
                .orElse(0);
    }
}

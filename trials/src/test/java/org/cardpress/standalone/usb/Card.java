package org.cardpress.standalone.usb;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A card: a file outside of the guest, and how well it holds. 0 stands for no limit and no bad sector.
 *
 * @param name of its node in the emulator
 * @param writeRate bytes a second
 * @param readsASecond calls a second
 * @param badToWrite byte whose sector cannot be written
 * @param badToRead byte whose sector cannot be read
 * @param locked whether its switch is on
 */
record Card(
        String name, Path file, long writeRate, long readsASecond, long badToWrite, long badToRead, boolean locked) {
    private static final int EIO = 5;
    private static final int SECTOR = 512;

    /** A blank one without faults. */
    static Card blank(String name, Path folder, long size) throws IOException {
        Path file = folder.resolve(name + ".card");
        try (RandomAccessFile blank = new RandomAccessFile(file.toFile(), "rw")) {
            blank.setLength(size);
        }
        return new Card(name, file, 0, 0, 0, 0, false);
    }

    Card slow(long bytesASecond) {
        return new Card(name, file, bytesASecond, readsASecond, badToWrite, badToRead, locked);
    }

    Card slowToRead(long callsASecond) {
        return new Card(name, file, writeRate, callsASecond, badToWrite, badToRead, locked);
    }

    Card failingToWriteAt(long offset) {
        return new Card(name, file, writeRate, readsASecond, offset, badToRead, locked);
    }

    Card failingToReadAt(long offset) {
        return new Card(name, file, writeRate, readsASecond, badToWrite, offset, locked);
    }

    Card withLockOn() {
        return new Card(name, file, writeRate, readsASecond, badToWrite, badToRead, true);
    }

    long size() throws IOException {
        return Files.size(file);
    }

    /** Limits as QEMU's throttle groups take them. */
    Map<String, Object> limits() {
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("bps-write", writeRate);
        limits.put("iops-read", readsASecond);
        return limits;
    }

    /** Node of the emulator: a throttle over bad sectors over the file. */
    Map<String, Object> node() {
        Map<String, Object> raw = node("file", "filename", file.toString());
        raw.put("locking", "off");
        Map<String, Object> top = node("throttle", "throttle-group", group());
        top.put("node-name", name);
        top.put("file", faulty(raw));
        if (locked) {
            top.put("read-only", true);
        }
        return top;
    }

    /** Name of its throttle group. */
    String group() {
        return "limits-of-" + name;
    }

    private Map<String, Object> faulty(Map<String, Object> raw) {
        @Nullable Map<String, Object> fault = null;
        if (badToWrite > 0) {
            fault = error("write", badToWrite);
        } else if (badToRead > 0) {
            fault = error("read", badToRead);
        }
        if (fault == null) {
            return raw;
        }
        Map<String, Object> faulty = node("blkdebug", "image", raw);
        faulty.put("inject-error", List.of(fault));
        return faulty;
    }

    private static Map<String, Object> error(String direction, long offset) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("event", "none");
        rule.put("iotype", direction);
        rule.put("errno", EIO);
        rule.put("sector", offset / SECTOR);
        return rule;
    }

    private static Map<String, Object> node(String driver, String key, Object value) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("driver", driver);
        node.put(key, value);
        return node;
    }
}

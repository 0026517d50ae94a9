package org.cardpress.standalone.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo's card slots with a card in each: loop devices for root where the machine has them, since they are real block devices;
 * plain files otherwise. Closing detaches the loop devices; the files stay.
 */
public final class CardSlots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CardSlots.class);

    private final Map<String, Path> slots = new LinkedHashMap<>();
    private final List<String> loops = new ArrayList<>();

    private CardSlots() {}

    /**
     * Puts one blank card into each slot.
     *
     * @param folder where the files that play the cards lie
     * @param cardSize bytes of each card
     */
    public static CardSlots open(Path folder, List<String> names, long cardSize) throws IOException {
        CardSlots cards = new CardSlots();
        Files.createDirectories(folder);
        for (String name : names) {
            Path file = folder.resolve("card-" + name + ".img");
            Files.deleteIfExists(file);
            try (RandomAccessFile blank = new RandomAccessFile(file.toFile(), "rw")) {
                blank.setLength(cardSize);
            }
            cards.slots.put(name, cards.device(file));
        }
        return cards;
    }

    /** Slot names and what stands for their devices. */
    public Map<String, Path> slots() {
        return Map.copyOf(slots);
    }

    boolean areLoopDevices() {
        return !loops.isEmpty();
    }

    @Override
    public void close() {
        for (String loop : loops) {
            Tool.Finished detached = Tool.run("losetup", "--detach", loop);
            if (detached.status() != 0) {
                LOG.warn("{} stays attached: {}", loop, detached.text());
            }
        }
        loops.clear();
    }

    private Path device(Path file) {
        if (!"root".equals(System.getProperty("user.name")) || !Files.exists(Path.of("/dev/loop-control"))) {
            return file;
        }
        Tool.Finished attached = Tool.run("losetup", "--find", "--show", file.toString());
        if (attached.status() != 0) {
            LOG.info("no loop device for {}: {}; the file itself is the card", file, attached.text());
            return file;
        }
        loops.add(attached.text());
        return Path.of(attached.text());
    }
}

package org.cardpress.writer.card;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.CRC32C;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.ImageSource;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.fault.Place;
import org.jspecify.annotations.Nullable;

/**
 * Reads the next unit of the image while the last one is being written, on a thread of its own, with two buffers. Each unit is
 * checked against the manifest on the way, so that damage on the shelf never reaches a card. Serves one card; closing waits for
 * the thread.
 */
final class Prefetch implements AutoCloseable {
    private final ImageSource image;
    private final Iterator<Unit> units;
    private final BlockingQueue<Loaded> free = new ArrayBlockingQueue<>(2);
    private final BlockingQueue<Loaded> full = new ArrayBlockingQueue<>(3);
    private final Thread thread;

    Prefetch(ImageSource image, List<Unit> units, AlignedBuffer one, AlignedBuffer other, String name) {
        this.image = image;
        this.units = units.iterator();
        free.add(new Loaded(one));
        free.add(new Loaded(other));
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The next unit, filled; null after the last. */
    @Nullable
    Loaded next() throws CardFailure, CardCancelled {
        try {
            Loaded loaded = full.take();
            if (loaded.failure != null) {
                throw loaded.failure;
            }
            return loaded.unit == null ? null : loaded;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CardCancelled();
        }
    }

    /** Gives a unit's buffer back. */
    void done(Loaded loaded) {
        free.add(loaded);
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        CRC32C crc = new CRC32C();
        try {
            while (true) {
                Loaded loaded = free.take();
                loaded.unit = units.hasNext() ? units.next() : null;
                if (loaded.unit != null) {
                    loaded.failure = load(loaded.unit, loaded.buffer, crc);
                }
                full.add(loaded);
                if (loaded.unit == null || loaded.failure != null) {
                    return;
                }
            }
        } catch (InterruptedException closed) {
            // The card is done with; nobody waits for more.
        }
    }

    private @Nullable CardFailure load(Unit unit, AlignedBuffer buffer, CRC32C crc) {
        try {
            for (Range run : unit.runs()) {
                read(image, buffer, (int) (run.offset() - unit.start()), run);
            }
            for (Block block : unit.blocks()) {
                check(block, buffer, unit.start(), crc);
            }
            return null;
        } catch (CardFailure damaged) {
            return damaged;
        }
    }

    /** Reads mapped bytes of the image; a shelf that fails is not the card's fault and must not look like it. */
    static void read(ImageSource image, AlignedBuffer buffer, int at, Range range) throws CardFailure {
        try {
            image.read(buffer, at, (int) range.length(), range.offset());
        } catch (DeviceException unreadable) {
            throw new CardFailure(CardFault.IMAGE_DAMAGED, String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    static void check(Block block, AlignedBuffer buffer, long origin, CRC32C crc) throws CardFailure {
        if (!block.isHeldBy(buffer.bytes(), origin, crc)) {
            throw new CardFailure(
                    CardFault.IMAGE_DAMAGED, "it no longer matches its check values" + Place.at(block.start()));
        }
    }

    /** A buffer and the unit it holds. Passed between the two threads through the queues, never shared. */
    static final class Loaded {
        private final AlignedBuffer buffer;
        private @Nullable Unit unit;
        private @Nullable CardFailure failure;

        private Loaded(AlignedBuffer buffer) {
            this.buffer = buffer;
        }

        AlignedBuffer buffer() {
            return buffer;
        }

        Unit unit() {
            if (unit == null) {
                throw new IllegalStateException("the last unit has been passed");
            }
            return unit;
        }
    }
}

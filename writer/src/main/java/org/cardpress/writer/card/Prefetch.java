package org.cardpress.writer.card;

import java.util.List;
import java.util.zip.CRC32C;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.ImageSource;
import org.cardpress.writer.device.MappedWindow;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.fault.Place;
import org.jspecify.annotations.Nullable;

/**
 * Brings the next unit of the image into memory while the last one is being written, on a thread of its own. The first of all cards
 * that comes to a unit reads it and checks it against the manifest, so that damage on the shelf is found at once; for the others it is
 * shown where it is, in the page cache, and what they write is checked when it is read back. Waits for units that have not been
 * unpacked yet. Serves one card and allocates nothing per unit; closing waits for the thread.
 */
final class Prefetch implements AutoCloseable {
    /** How long a wait may take before somebody asks whether the card is still wanted, in milliseconds. */
    static final long GLANCE = 200;

    private final ImageSource image;
    private final List<Unit> units;
    private final Loaded[] turns;
    private final Thread thread;
    private int taken;

    /** @param shared whether units may be shown in the page cache */
    Prefetch(ImageSource image, List<Unit> units, AlignedBuffer one, AlignedBuffer other, boolean shared, String name)
            throws DeviceException {
        this.image = image;
        this.units = units;
        turns = new Loaded[] {new Loaded(one, shared), new Loaded(other, shared)};
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The next unit, filled; null after the last. */
    @Nullable
    Loaded next(CardWatch watch) throws CardFailure, CardCancelled {
        if (taken == units.size()) {
            return null;
        }
        Loaded loaded = turns[taken % turns.length];
        taken++;
        synchronized (this) {
            try {
                while (!loaded.full) {
                    wait(GLANCE);
                    watch.checkWanted();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new CardCancelled();
            }
        }
        if (loaded.failure != null) {
            throw loaded.failure;
        }
        return loaded;
    }

    /** Gives a unit's buffer back. */
    synchronized void done(Loaded loaded) {
        loaded.full = false;
        notifyAll();
    }

    @Override
    public void close() {
        end(thread);
        for (Loaded each : turns) {
            each.close();
        }
    }

    /** Interrupts a thread and waits until it is gone, however often somebody interrupts the waiting. */
    static void end(Thread thread) {
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
            for (int i = 0; i < units.size(); i++) {
                Loaded loaded = turns[i % turns.length];
                awaitEmpty(loaded);
                loaded.unit = units.get(i);
                loaded.failure = load(loaded, loaded.unit, crc);
                announce(loaded);
                if (loaded.failure != null) {
                    return;
                }
            }
        } catch (InterruptedException closed) {
            // The card is done with; nobody waits for more.
        }
    }

    private synchronized void awaitEmpty(Loaded loaded) throws InterruptedException {
        while (loaded.full) {
            wait();
        }
    }

    private synchronized void announce(Loaded loaded) {
        loaded.full = true;
        notifyAll();
    }

    private @Nullable CardFailure load(Loaded loaded, Unit unit, CRC32C crc) throws InterruptedException {
        try {
            awaitStaged(unit);
            loaded.shown = !unit.blocks().get(0).isFirstLook() && isShown(loaded.window, unit);
            if (loaded.shown) {
                return null;
            }
            AlignedBuffer buffer = loaded.buffer;
            for (int i = 0; i < unit.runs().size(); i++) {
                Range run = unit.runs().get(i);
                read(image, buffer, (int) (run.offset() - unit.start()), run);
            }
            for (int i = 0; i < unit.blocks().size(); i++) {
                check(unit.blocks().get(i), buffer, unit.start(), crc);
            }
            return null;
        } catch (CardFailure damaged) {
            return damaged;
        } catch (RuntimeException bug) {
            return new CardFailure(CardFault.BUG, " (" + bug + ")", bug);
        }
    }

    private boolean isShown(@Nullable MappedWindow window, Unit unit) {
        if (window == null || !image.show(window, unit.start(), Unit.SIZE)) {
            return false;
        }
        for (int i = 0; i < unit.spans().size(); i++) {
            Range span = unit.spans().get(i);
            if (!window.fetch((int) (span.offset() - unit.start()), (int) span.length())) {
                return false;
            }
        }
        return true;
    }

    private void awaitStaged(Unit unit) throws CardFailure, InterruptedException {
        while (!image.isThere(unit.end(), GLANCE)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
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

    /** A unit, and the buffer that holds it or the window that shows it. Belongs to the reading thread while empty, to the card's while full. */
    static final class Loaded {
        private final AlignedBuffer buffer;
        private final @Nullable MappedWindow window;
        private boolean full;
        private boolean shown;
        private @Nullable Unit unit;
        private @Nullable CardFailure failure;

        private Loaded(AlignedBuffer buffer, boolean shared) throws DeviceException {
            this.buffer = buffer;
            this.window = shared ? new MappedWindow(Unit.SIZE) : null;
        }

        AlignedBuffer bytes() {
            return shown && window != null ? window.bytes() : buffer;
        }

        private void close() {
            if (window != null) {
                window.close();
            }
        }

        Unit unit() {
            if (unit == null) {
                throw new IllegalStateException("asked before it was filled");
            }
            return unit;
        }
    }
}

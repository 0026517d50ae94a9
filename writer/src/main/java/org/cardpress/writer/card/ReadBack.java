package org.cardpress.writer.card;

import java.util.List;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.jspecify.annotations.Nullable;

/**
 * Reads units back from the card, the next one on a thread of its own while the last one is being checked. Whoever wants the card for
 * something else in between takes the {@link #spare} buffer first: then nobody else is at it until {@link #next}. Allocates nothing
 * per unit; closing waits for the thread.
 */
final class ReadBack implements AutoCloseable {
    private final BlockDevice card;
    private final List<Unit> units;
    private final AlignedBuffer[] turns;
    private final Thread thread;
    private int taken;
    private int wanted;
    private int read;
    private boolean stale;
    private boolean readable;
    private @Nullable DeviceException failure;
    private @Nullable RuntimeException bug;

    ReadBack(BlockDevice card, List<Unit> units, AlignedBuffer one, AlignedBuffer other, String name) {
        this.card = card;
        this.units = units;
        this.turns = new AlignedBuffer[] {one, other};
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The next unit, in {@link #bytes}; as many calls as there are units.
     *
     * @return false where the medium would not give it
     * @throws DeviceException where no other place would be read either
     */
    synchronized boolean next() throws DeviceException, CardCancelled {
        if (stale) {
            stale = false;
            read--;
            wanted--;
        }
        taken++;
        want(taken);
        awaitRead();
        if (bug != null) {
            throw bug;
        }
        if (failure != null) {
            throw failure;
        }
        boolean here = readable;
        want(Math.min(taken + 1, units.size()));
        return here;
    }

    /** The unit that was taken last. */
    AlignedBuffer bytes() {
        return turns[(taken - 1) % turns.length];
    }

    /** The other buffer; what had been read into it is read once more. */
    synchronized AlignedBuffer spare() throws CardCancelled {
        awaitRead();
        stale = wanted > taken;
        return turns[taken % turns.length];
    }

    private void want(int count) {
        wanted = count;
        notifyAll();
    }

    private void awaitRead() throws CardCancelled {
        try {
            while (read < wanted) {
                wait();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CardCancelled();
        }
    }

    private void run() {
        try {
            for (int turn = awaitWanted(); ; turn = awaitWanted()) {
                boolean whole = false;
                DeviceException failed = null;
                RuntimeException unexpected = null;
                try {
                    whole = isRead(units.get(turn), turns[turn % turns.length]);
                } catch (DeviceException e) {
                    failed = e;
                } catch (RuntimeException e) {
                    unexpected = e;
                }
                announce(whole, failed, unexpected);
            }
        } catch (InterruptedException closed) {
            // The card is done with; nobody waits for more.
        }
    }

    private synchronized int awaitWanted() throws InterruptedException {
        while (read >= wanted) {
            wait();
        }
        return read;
    }

    private synchronized void announce(
            boolean whole, @Nullable DeviceException failed, @Nullable RuntimeException unexpected) {
        readable = whole;
        failure = failed;
        bug = unexpected;
        read++;
        notifyAll();
    }

    private boolean isRead(Unit unit, AlignedBuffer buffer) throws DeviceException {
        try {
            for (int i = 0; i < unit.spans().size(); i++) {
                Range span = unit.spans().get(i);
                card.read(buffer, (int) (span.offset() - unit.start()), (int) span.length(), span.offset());
            }
            return true;
        } catch (DeviceException failed) {
            if (!PatientWrite.isOfTheMedium(failed)) {
                throw failed;
            }
            return false;
        }
    }

    @Override
    public void close() {
        Prefetch.end(thread);
    }
}

package org.cardpress.writer.card;

import java.util.List;
import java.util.function.LongSupplier;
import org.cardpress.writer.card.CardWatch.Phase;
import org.cardpress.writer.card.Prefetch.Loaded;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.ImageSource;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.fault.Place;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one card, in the thread of the caller, with 8 MiB of buffers that live as long as this object. Bytes outside the mapped
 * ranges become what {@link Wipe} says; the first and the last MiB of the card are cleared in any case. A device error comes out as it is; what it means
 * depends on the slot and is said there.
 */
public final class CardWriter {
    private static final Logger LOG = LoggerFactory.getLogger(CardWriter.class);

    private final AlignedBuffer one;
    private final AlignedBuffer other;
    private final Wipe wipe;
    private final LongSupplier nanoTime;

    /** One that wipes signatures. */
    public CardWriter(LongSupplier nanoTime) {
        this(Wipe.SIGNATURES, nanoTime);
    }

    /**
     * One without work.
     *
     * @param wipe what becomes of what images do not map
     * @param nanoTime a clock that only goes forward, such as {@link System#nanoTime()}
     */
    public CardWriter(Wipe wipe, LongSupplier nanoTime) {
        List<AlignedBuffer> buffers = AlignedBuffer.several(2, Unit.SIZE);
        this.one = buffers.get(0);
        this.other = buffers.get(1);
        this.wipe = wipe;
        this.nanoTime = nanoTime;
    }

    /** Another one with buffers of its own, for when a thread that was left behind may still use these. */
    public CardWriter successor() {
        return new CardWriter(wipe, nanoTime);
    }

    /** Looks at what is on the card before anything is written to it. */
    public Wiping wiping(BlockDevice card, WritePlan plan) throws DeviceException {
        return new Wiping(card, plan, other, wipe);
    }

    /** Writes and verifies, with nothing to accompany it. */
    public Written write(BlockDevice card, ImageSource image, WritePlan plan, CardWatch watch)
            throws DeviceException, CardFailure, CardCancelled {
        refuseWhatCannotFit(card, image, plan);
        watch.checkWanted();
        return write(card, image, plan, watch, Course.PLAIN, wiping(card, plan));
    }

    /**
     * Writes and verifies. The caller has made sure that this is the right card, and closes it.
     *
     * @param wiping of this card, made before anything was written to it
     */
    public Written write(
            BlockDevice card, ImageSource image, WritePlan plan, CardWatch watch, Course course, Wiping wiping)
            throws DeviceException, CardFailure, CardCancelled {
        refuseWhatCannotFit(card, image, plan);
        watch.checkWanted();
        long started = nanoTime.getAsLong();
        Edges edges = new Edges(card, one);
        watch.entered(Phase.CLEARING);
        if (course.resumeAt() == 0) {
            edges.clear();
            wiping.run(watch);
        } else {
            edges.blankFirst();
        }
        course.begun();
        watch.entered(Phase.CLEARED);

        watch.entered(Phase.WRITING);
        long writing = nanoTime.getAsLong();
        long written = writeUnits(card, image, plan, watch, course);
        watch.checkWanted();
        card.flush();
        course.flushed(plan.imageSize());
        long writeNanos = nanoTime.getAsLong() - writing;

        watch.entered(Phase.VERIFYING);
        Verification verification = new Verification(card, image, plan, other);
        long verifyNanos;
        try {
            edges.mark();
            long verifying = nanoTime.getAsLong();
            verifyUnits(card, image, plan, verification, watch);
            verifyNanos = nanoTime.getAsLong() - verifying;
            if (verification.repaired() > 0) {
                verification.beginAgain();
                verifyUnits(card, image, plan, verification, watch);
            }
            watch.checkWanted();
            // An image that is still being unpacked may turn out wrong: until it is proven, the card stays without its
            // first MiB.
            await(image, null, watch);
            edges.checkMark();
            course.proven();
            finishWithFirst(edges, image, plan, verification, course);
        } catch (DeviceException | CardFailure failed) {
            blank(edges);
            throw failed;
        }
        watch.advanced(plan.mappedBytes(), plan.mappedBytes());
        return new Written(
                plan.mappedBytes(),
                rate(written, writeNanos),
                rate(plan.mappedBytesOfUnits(), verifyNanos),
                verification.repaired(),
                verification.unstable(),
                (nanoTime.getAsLong() - started) / 1_000_000);
    }

    private static void refuseWhatCannotFit(BlockDevice card, ImageSource image, WritePlan plan) throws CardFailure {
        if (image.size() < plan.imageSize()) {
            throw new CardFailure(
                    CardFault.IMAGE_DAMAGED,
                    "it has " + image.size() + " bytes, its manifest says " + plan.imageSize());
        }
        if (card.capacity() < plan.imageSize()) {
            throw new CardFailure(
                    CardFault.TOO_SMALL,
                    "it holds " + Place.bytes(card.capacity()) + ", the image needs " + Place.bytes(plan.imageSize()));
        }
        if (AlignedBuffer.PAGE % card.blockSize() != 0 || card.blockSize() > plan.leastBlockSize()) {
            throw new CardFailure(
                    CardFault.BUG,
                    " (blocks of " + card.blockSize() + " bytes; the image is cut in " + plan.leastBlockSize() + ")");
        }
    }

    private long writeUnits(BlockDevice card, ImageSource image, WritePlan plan, CardWatch watch, Course course)
            throws DeviceException, CardFailure, CardCancelled {
        List<Unit> units = plan.unitsFrom(course.resumeAt());
        long done = plan.mappedBytesOfUnits()
                - units.stream().mapToLong(Unit::mappedBytes).sum();
        long resumed = done;
        long flushed = done;
        long total = plan.mappedBytesOfUnits();
        String name = Thread.currentThread().getName() + "-read";
        try (Prefetch prefetch = new Prefetch(image, units, one, other, card.isWrittenByKernel(), name)) {
            for (Loaded loaded = prefetch.next(watch); loaded != null; loaded = prefetch.next(watch)) {
                watch.checkWanted();
                Unit unit = loaded.unit();
                for (int i = 0; i < unit.runs().size(); i++) {
                    Range run = unit.runs().get(i);
                    int at = (int) (run.offset() - unit.start());
                    PatientWrite.write(card, loaded.bytes(), at, (int) run.length(), run.offset());
                }
                done += unit.mappedBytes();
                prefetch.done(loaded);
                if (done - flushed >= course.flushEvery()) {
                    card.flush();
                    course.flushed(unit.start() + Unit.SIZE);
                    flushed = done;
                }
                watch.advanced(done, total);
            }
        }
        return done - resumed;
    }

    /** Waits for what has not been unpacked yet: on a card that was taken up again all may have been written before. */
    private void verifyUnits(
            BlockDevice card, ImageSource image, WritePlan plan, Verification verification, CardWatch watch)
            throws DeviceException, CardFailure, CardCancelled {
        long done = 0;
        card.dropCaches();
        String name = Thread.currentThread().getName() + "-verify";
        try (ReadBack readBack = new ReadBack(card, plan.units(), one, other, name)) {
            for (Unit unit : plan.units()) {
                watch.checkWanted();
                boolean readable = readBack.next();
                await(image, unit, watch);
                verification.verify(unit, readable, readBack);
                done += unit.mappedBytes();
                watch.advanced(done, plan.mappedBytes());
            }
        }
    }

    /** @param unit what must be there; null for all of the image, proven */
    private static void await(ImageSource image, @Nullable Unit unit, CardWatch watch)
            throws CardFailure, CardCancelled {
        try {
            while (unit == null ? !image.isProven(Prefetch.GLANCE) : !image.isThere(unit.end(), Prefetch.GLANCE)) {
                watch.checkWanted();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CardCancelled();
        }
    }

    private static void finishWithFirst(
            Edges edges, ImageSource image, WritePlan plan, Verification verification, Course course)
            throws DeviceException, CardFailure {
        if (plan.first() == null) {
            edges.blankFirst();
        } else {
            edges.writeFirst(image, plan.first());
            verification.verify(plan.first());
        }
        course.finished();
    }

    /** Nobody is to take a failed card for anything. */
    private static void blank(Edges edges) {
        try {
            edges.blankFirst();
        } catch (DeviceException gone) {
            LOG.info("{} (while clearing the first MiB of a failed card)", gone.getMessage());
        }
    }

    private static long rate(long bytes, long nanos) {
        return Math.round(bytes / (Math.max(nanos, 1) / 1e9));
    }
}

package org.cardpress.writer.staging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.BmapXml;
import org.cardpress.protocol.image.ImageManifest;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.image.ShelvedImage;
import org.cardpress.writer.card.CheckTable;
import org.cardpress.writer.fault.CardFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks one image of the shelf on a thread of its own. The file is there from the first moment, as {@code NAME.img.part}, and
 * fills from its beginning; once proven and on disk it becomes {@code NAME.img}, the manifest says so, and the compressed image
 * goes. Ended early, it leaves the shelf as it was.
 */
final class Staging implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
    /** Kept free for logs, manifests and directories. */
    private static final long RESERVE = 16L << 20;

    private final Shelf shelf;
    private final ShelvedImage image;
    private final PackedFile packed;
    private final CheckTable table;
    private final Path part;
    private final FileChannel file;
    private final Front front = new Front();
    private final Thread thread;
    private volatile boolean wanted = true;

    private Staging(Shelf shelf, ShelvedImage image, PackedFile packed, CheckTable table, Path part, FileChannel file) {
        this.shelf = shelf;
        this.image = image;
        this.packed = packed;
        this.table = table;
        this.part = part;
        this.file = file;
        thread = new Thread(this::run, "stage-" + image.manifest().orderId());
        thread.setDaemon(true);
    }

    /**
     * Begins.
     *
     * @param table to be filled with the check values, each before the front passes it
     * @throws IOException where the shelf cannot be written, or another program unpacks this image
     */
    static Staging begin(Shelf shelf, ShelvedImage image, PackedFile packed, CheckTable table) throws IOException {
        Path part = image.image().resolveSibling(image.image().getFileName() + ".part");
        FileChannel file =
                FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(file, part);
            file.truncate(0);
            file.write(ByteBuffer.allocate(1), image.manifest().rawSize() - 1);
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
        Staging staging = new Staging(shelf, image, packed, table, part, file);
        staging.thread.start();
        return staging;
    }

    Front front() {
        return front;
    }

    /** Where the raw file is until it has its name. */
    Path part() {
        return part;
    }

    boolean hasEnded() {
        return !thread.isAlive();
    }

    private void run() {
        long began = System.nanoTime();
        String orderId = image.manifest().orderId();
        try (file) {
            checkRoom();
            RawImage raw = new RawImage(image, packed, bmap(), file, table);
            if (!raw.unpack(front, () -> wanted)) {
                LOG.info("order {}: nobody wants its image any more, unpacked up to {}", orderId, front.at());
                front.fail(CardFault.IMAGE_NOT_UNPACKED, "it was stopped");
                Files.deleteIfExists(part);
                return;
            }
            front.prove();
            LOG.info(
                    "order {}: {} bytes unpacked and proven in {} ms",
                    orderId,
                    image.manifest().rawSize(),
                    (System.nanoTime() - began) / 1_000_000);
            settle(raw);
        } catch (StagingFailure failed) {
            fail(failed.fault(), String.valueOf(failed.getMessage()));
        } catch (IOException | RuntimeException failed) {
            fail(CardFault.IMAGE_NOT_UNPACKED, String.valueOf(failed));
        }
    }

    /** Makes it last. Cards may be finished meanwhile: what fails here costs only another unpacking. */
    private void settle(RawImage raw) {
        ImageManifest unpacked = image.manifest().unpacked(table.toList(), raw.zeros());
        try {
            file.force(true);
            if (shelf.open(unpacked.orderId()).filter(ShelvedImage::isPacked).isEmpty()) {
                LOG.info("order {}: its image has left the shelf meanwhile", unpacked.orderId());
                return;
            }
            Files.move(part, image.image(), StandardCopyOption.ATOMIC_MOVE);
            shelf.publish(unpacked);
            Files.deleteIfExists(image.packed());
        } catch (IOException notKept) {
            LOG.warn("order {}: the unpacked image cannot be kept: {}", unpacked.orderId(), notKept.toString());
        }
    }

    private void fail(CardFault fault, String detail) {
        LOG.warn("order {}: not unpacked: {}", image.manifest().orderId(), detail);
        front.fail(fault, detail);
        try {
            Files.deleteIfExists(part);
        } catch (IOException left) {
            LOG.warn("{} is left behind: {}", part, left.toString());
        }
    }

    private void checkRoom() throws IOException, StagingFailure {
        long needed = image.manifest().mappedBytes() + RESERVE;
        long free = Files.getFileStore(part).getUsableSpace();
        if (free < needed) {
            throw StagingFailure.disk(free + " bytes free on the shelf (expected at least " + needed + ")");
        }
    }

    private Bmap bmap() throws IOException, StagingFailure {
        Bmap bmap;
        try {
            bmap = BmapXml.read(Files.readAllBytes(image.bmap()));
        } catch (IllegalArgumentException damaged) {
            throw StagingFailure.damaged(image.bmap() + ": " + damaged.getMessage());
        }
        boolean same = bmap.imageSize() == image.manifest().rawSize()
                && bmap.ranges().stream()
                        .map(range -> new ImageManifest.Range(range.offset(), bmap.length(range)))
                        .toList()
                        .equals(image.manifest().ranges());
        if (!same) {
            throw StagingFailure.damaged(image.bmap() + " maps " + bmap.mappedBytes() + " of " + bmap.imageSize()
                    + " bytes and is not the map of this image (expected "
                    + image.manifest().mappedBytes() + " of " + image.manifest().rawSize() + ")");
        }
        return bmap;
    }

    private static void lock(FileChannel file, Path part) throws IOException {
        try {
            if (file.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException here) {
            LOG.debug("{} is locked by this process", part);
        }
        throw new IOException(part + " is being written by another program (expected one writer for each shelf)");
    }

    /** Stops, unless it has come to its end, and waits until it has let go of the shelf. */
    @Override
    public void close() {
        wanted = false;
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
}

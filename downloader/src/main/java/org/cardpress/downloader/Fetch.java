package org.cardpress.downloader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.BmapXml;
import org.cardpress.protocol.image.ImageManifest;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.image.ShelvedImage;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskContext;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.task.TaskStatus;

/**
 * Brings one image to the shelf: room first, then the map, then the image, checked while it comes in, then the manifest that makes
 * it visible. It stays packed until a writer unpacks it. What was received stays for the next attempt unless it is damaged, in the way, or no longer wanted. Used
 * once.
 */
final class Fetch {
    /** Kept free for logs, manifests and directories. */
    private static final long RESERVE = 16L << 20;

    private static final long MOST_BMAP = 256L << 20;

    private final Shelf shelf;
    private final Disk disk;
    private final Transfer transfer;
    private final TaskContext context;
    private final String orderId;
    private final ImageRef image;
    private final ShelfFiles files;

    Fetch(Shelf shelf, Disk disk, Transfer transfer, TaskContext context, String orderId, ImageRef image) {
        this.shelf = shelf;
        this.disk = disk;
        this.transfer = transfer;
        this.context = context;
        this.orderId = orderId;
        this.image = image;
        this.files = new ShelfFiles(shelf, orderId, image.name());
    }

    void run() throws TaskFailure, IOException, InterruptedException {
        if (isThere()) {
            context.log("the image is on the shelf already");
            return;
        }
        boolean keep = true;
        boolean shelved = false;
        try {
            context.status(TaskStatus.DOWNLOADING);
            files.prepare();
            checkRoom();
            Bmap bmap = fetchBmap();
            fetchImage();
            context.cancel().throwIfRaised();
            files.complete();
            shelf.publish(ImageManifest.packed(orderId, image, bmap));
            shelved = true;
        } catch (FetchFailure e) {
            keep = !e.discards();
            throw e.asTaskFailure();
        } catch (IOException e) {
            context.cancel().throwIfRaised();
            FetchFailure failure = Disk.failure("shelf " + files.directory(), e);
            keep = !failure.discards();
            throw failure.asTaskFailure();
        } finally {
            if (!shelved) {
                cleanUp(keep && context.cancel().reason().orElse(null) != CancelSignal.Reason.CANCEL);
            }
        }
    }

    private boolean isThere() throws IOException {
        Optional<ShelvedImage> found;
        try {
            found = shelf.open(orderId);
        } catch (IOException e) {
            context.log("what is on the shelf is replaced: " + e.getMessage());
            shelf.hide(orderId);
            return false;
        }
        if (found.isPresent() && !found.get().manifest().rawSha256().equals(image.rawSha256())) {
            context.log("another image of this order is on the shelf and is replaced");
            shelf.hide(orderId);
            return false;
        }
        return found.isPresent();
    }

    /** Room is needed for the packed image now and for the raw one as soon as it is written to cards; so it is for others. */
    private void checkRoom() throws IOException, FetchFailure {
        long received = files.received();
        long others = new PackedImages(shelf).bytesToUnpack(orderId);
        long needed = image.mappedBytes() + image.bmapSize() + Math.max(0, image.size() - received) + others + RESERVE;
        long free = disk.free(files.directory());
        if (free < needed) {
            throw FetchFailure.noSpace(Disk.size(free) + " free on shelf " + shelf.root() + " (expected at least "
                    + Disk.size(needed) + ": " + Disk.size(image.mappedBytes()) + " image, "
                    + Disk.size(image.size()) + " compressed of which " + Disk.size(received) + " are there, "
                    + Disk.size(others) + " for images still to be unpacked, " + Disk.size(RESERVE)
                    + " reserve); remove images or use a larger disk");
        }
    }

    private Bmap fetchBmap() throws IOException, FetchFailure, InterruptedException {
        if (image.bmapSize() <= 0 || image.bmapSize() > MOST_BMAP) {
            throw FetchFailure.damaged(
                    "bmap of " + image.bmapSize() + " bytes announced (expected 1 to " + MOST_BMAP + ")");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) image.bmapSize());
        transfer.bring(image.bmapPath(), image.bmapSize(), 0, (data, length) -> bytes.write(data, 0, length));
        byte[] xml = bytes.toByteArray();
        MessageDigest sha256 = Sha256.begin();
        String came = HexFormat.of().formatHex(sha256.digest(xml));
        if (!came.equals(image.bmapSha256())) {
            throw FetchFailure.damaged(
                    image.bmapPath() + " has SHA-256 " + came + " (expected " + image.bmapSha256() + ")");
        }
        Bmap bmap = read(xml);
        if (bmap.imageSize() != image.rawSize() || bmap.mappedBytes() != image.mappedBytes()) {
            throw FetchFailure.damaged(image.bmapPath() + " maps " + bmap.mappedBytes() + " of " + bmap.imageSize()
                    + " bytes (expected " + image.mappedBytes() + " of " + image.rawSize() + ")");
        }
        store(xml);
        return bmap;
    }

    private Bmap read(byte[] xml) throws FetchFailure {
        try {
            return BmapXml.read(xml);
        } catch (IllegalArgumentException e) {
            throw FetchFailure.damaged(image.bmapPath() + ": " + e.getMessage());
        }
    }

    private void store(byte[] xml) throws IOException {
        Files.deleteIfExists(files.bmap());
        try (FileChannel out =
                FileChannel.open(files.bmap(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(xml);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
    }

    private void fetchImage() throws IOException, FetchFailure, InterruptedException {
        try (CompressedPart part = CompressedPart.open(files.compressedPart(), image.size())) {
            takeUp(part);
            transfer.bring(image.path(), image.size(), part.length(), (data, length) -> {
                part.take(data, length);
                context.progress(part.length(), image.size(), null);
            });
            String came = part.sha256();
            if (!came.equals(image.sha256())) {
                throw FetchFailure.damaged(
                        image.path() + " has SHA-256 " + came + " (expected " + image.sha256() + ")");
            }
            context.progress(image.size(), image.size(), "bringing it to disk");
            part.sync();
        }
    }

    private void takeUp(CompressedPart part) throws IOException {
        if (files.received() == 0) {
            return;
        }
        context.progress(0, image.size(), "reading what was received before");
        part.replay(context.cancel());
        context.log("going on after " + part.length() + " of " + image.size() + " bytes received before");
        // The rate begins anew with the bytes that come over the network.
        context.status(TaskStatus.DOWNLOADING);
        context.progress(part.length(), image.size(), null);
    }

    private void cleanUp(boolean keep) throws IOException {
        if (!keep) {
            files.discard();
        }
    }
}

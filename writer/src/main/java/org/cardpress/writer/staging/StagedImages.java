package org.cardpress.writer.staging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.image.ShelvedImage;
import org.cardpress.writer.card.ImageMap;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.Errno;
import org.cardpress.writer.device.StagedFile;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.jspecify.annotations.Nullable;

/**
 * The images of this host's shelf as cards read them. An image that is still packed is unpacked once, for all its cards, from the
 * moment the first of them asks; if all of them let go before the end, so does the unpacking. Safe for many threads; one for each
 * host.
 */
public final class StagedImages {
    private final Shelf shelf;
    private final PackedFile packed;
    private final LongSupplier freeMemory;
    private final Map<Path, Shared> shared = new HashMap<>();

    public StagedImages(Shelf shelf) {
        this(shelf, Files::newInputStream, FreeMemory::bytes);
    }

    /** @param freeMemory bytes that the page cache may take */
    StagedImages(Shelf shelf, PackedFile packed, LongSupplier freeMemory) {
        this.shelf = shelf;
        this.packed = packed;
        this.freeMemory = freeMemory;
    }

    public Path root() {
        return shelf.root();
    }

    /**
     * What is on the shelf for an order.
     *
     * @throws IOException if it is there and cannot be right
     */
    public Optional<ShelvedImage> find(String orderId) throws IOException {
        return shelf.open(orderId);
    }

    /**
     * Opens an image for one card, which closes it.
     *
     * @throws CardFailure where it cannot be unpacked
     */
    public synchronized StagedImage open(ShelvedImage image) throws IOException, CardFailure {
        Path key = image.image();
        Shared one = shared.get(key);
        if (one == null || one.isOver()) {
            one = begin(shelf.open(image.manifest().orderId()).orElse(image));
            shared.put(key, one);
        }
        try {
            StagedImage opened = one.open(() -> release(key));
            one.users++;
            return opened;
        } finally {
            letGo(key, one);
        }
    }

    private Shared begin(ShelvedImage image) throws CardFailure {
        ImageMap map = ImageMap.of(image.manifest());
        long window = freeMemory.getAsLong() / 2;
        SharedWindow shares = map.mappedBytes() > window ? new SharedWindow(window) : null;
        if (!image.isPacked()) {
            return new Shared(image, map, null, shares);
        }
        try {
            return new Shared(image, map, Staging.begin(shelf, image, packed, map.checks()), shares);
        } catch (IOException refused) {
            throw new CardFailure(CardFault.IMAGE_NOT_UNPACKED, String.valueOf(refused.getMessage()), refused);
        }
    }

    private synchronized void release(Path key) {
        Shared one = shared.get(key);
        if (one != null) {
            one.users--;
            letGo(key, one);
        }
    }

    /** What is proven already is brought to its end, which nobody waits for; the next one to ask finds it here or on the shelf. */
    private void letGo(Path key, Shared one) {
        if (one.users > 0 || one.isSettling()) {
            return;
        }
        shared.remove(key);
        if (one.staging != null) {
            one.staging.close();
        }
    }

    /** What the cards of one image have in common. */
    private static final class Shared {
        private final ShelvedImage image;
        private final ImageMap map;
        private final @Nullable Staging staging;
        private final @Nullable SharedWindow window;
        private int users;

        Shared(ShelvedImage image, ImageMap map, @Nullable Staging staging, @Nullable SharedWindow window) {
            this.image = image;
            this.map = map;
            this.staging = staging;
            this.window = window;
        }

        boolean isOver() {
            return users == 0 && staging != null && staging.hasEnded();
        }

        boolean isSettling() {
            return staging != null && staging.front().isProven() && !staging.hasEnded();
        }

        StagedImage open(Runnable release) throws DeviceException, CardFailure {
            if (staging != null) {
                staging.front().throwIfFailed();
            }
            return new StagedImage(
                    map,
                    file(),
                    staging == null ? null : staging.front(),
                    window == null ? null : window.join(),
                    release);
        }

        /** It may be given its name at any moment, or be taken away because it failed. */
        private StagedFile file() throws DeviceException, CardFailure {
            if (staging != null) {
                try {
                    return StagedFile.open(staging.part().toString());
                } catch (DeviceException moved) {
                    if (moved.errno() != Errno.ENOENT) {
                        throw moved;
                    }
                    staging.front().throwIfFailed();
                }
            }
            return StagedFile.open(image.image().toString());
        }
    }
}

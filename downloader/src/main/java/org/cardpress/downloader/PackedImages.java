package org.cardpress.downloader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.image.ShelvedImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The images on the shelf that nobody has unpacked yet. Their room is promised already. */
final class PackedImages {
    private static final Logger LOG = LoggerFactory.getLogger(PackedImages.class);

    private final Shelf shelf;

    PackedImages(Shelf shelf) {
        this.shelf = shelf;
    }

    /** Bytes that those of other orders will take, at most. */
    long bytesToUnpack(String exceptOrderId) throws IOException {
        List<Path> directories;
        try (Stream<Path> listed = Files.list(shelf.root())) {
            directories = listed.filter(Files::isDirectory).toList();
        }
        long bytes = 0;
        for (Path directory : directories) {
            String orderId = directory.getFileName().toString();
            if (!orderId.equals(exceptOrderId)) {
                bytes += bytesToUnpack(orderId, directory);
            }
        }
        return bytes;
    }

    private long bytesToUnpack(String orderId, Path directory) {
        try {
            Optional<ShelvedImage> image = shelf.open(orderId);
            return image.isPresent() && image.get().isPacked()
                    ? image.get().manifest().mappedBytes()
                    : 0;
        } catch (IOException | IllegalArgumentException notAnImage) {
            LOG.debug("{} is no image: {}", directory, notAnImage.getMessage());
            return 0;
        }
    }
}

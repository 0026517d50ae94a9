package org.cardpress.protocol.image;

import java.nio.file.Path;

/**
 * An image on the shelf, checked: raw, or still packed as it was fetched.
 *
 * @param image the raw image, sparse; not there while it is packed
 * @param bmap its map as {@code bmaptool} reads it
 */
public record ShelvedImage(Path image, Path bmap, ImageManifest manifest) {
    public boolean isPacked() {
        return manifest.packed() != null;
    }

    /** The compressed image; there while it is packed. */
    public Path packed() {
        return Shelf.packedOf(image);
    }
}

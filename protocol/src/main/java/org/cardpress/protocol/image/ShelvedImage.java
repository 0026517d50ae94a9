package org.cardpress.protocol.image;

import java.nio.file.Path;

/**
 * A complete, verified image on the shelf.
 *
 * @param image the raw image, sparse
 * @param bmap its map as {@code bmaptool} reads it
 */
public record ShelvedImage(Path image, Path bmap, ImageManifest manifest) {}

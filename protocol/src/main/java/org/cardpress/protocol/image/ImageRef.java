package org.cardpress.protocol.image;

import io.micronaut.serde.annotation.Serdeable;

/**
 * An image in the warehouse: all that a downloader and a writer need to know to trust it.
 *
 * @param name file name without ending, such as {@code clinic-kigali}
 * @param path path of the {@code .img.zst} in the warehouse, from its root
 * @param size bytes of the {@code .img.zst}
 * @param sha256 of the {@code .img.zst}, lower-case hex
 * @param bmapPath path of the {@code .bmap} in the warehouse, from its root
 * @param bmapSize bytes of the {@code .bmap}
 * @param bmapSha256 of the {@code .bmap}, lower-case hex
 * @param rawSize bytes of the image once decompressed: the least a card must hold
 * @param rawSha256 of the decompressed image, lower-case hex
 * @param mappedBytes bytes that the bmap maps: what is written to a card
 */
@Serdeable
public record ImageRef(
        String name,
        String path,
        long size,
        String sha256,
        String bmapPath,
        long bmapSize,
        String bmapSha256,
        long rawSize,
        String rawSha256,
        long mappedBytes) {
    /** Directory of the warehouse that holds it, with a slash at its end. */
    public String directory() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}

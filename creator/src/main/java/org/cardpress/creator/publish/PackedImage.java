package org.cardpress.creator.publish;

import java.nio.file.Path;
import org.cardpress.protocol.image.Bmap;

/**
 * An image ready to travel.
 *
 * @param zst the {@code .img.zst}
 * @param size its bytes
 * @param sha256 of the {@code .img.zst}
 * @param rawSha256 of the image once decompressed
 * @param bmap its mapped blocks; also tells the raw size
 */
public record PackedImage(Path zst, long size, String sha256, String rawSha256, Bmap bmap) {}

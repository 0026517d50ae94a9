package org.cardpress.protocol.upload;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A file that is about to be sent.
 *
 * @param name of the file, 1 to {@value #LONGEST_NAME} characters, ending in {@code .zim} or {@code .zip}
 * @param size bytes that it has
 * @param sha256 of them in hexadecimal digits; null where the sender does not know it
 */
@Serdeable
public record NewUpload(String name, long size, @Nullable String sha256) {
    public static final int LONGEST_NAME = 120;
}

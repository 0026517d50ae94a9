package org.cardpress.protocol.upload;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What an organisation, or an account without one, may keep.
 *
 * @param used bytes of all its uploads, as they are once they are complete
 * @param quota bytes that they may have together
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record UploadSpace(long used, long quota) {
    /** Bytes that another upload may have. */
    public long left() {
        return Math.max(0, quota - used);
    }
}

package org.cardpress.scheduler.upload;

import java.time.Duration;

/**
 * What uploads may take.
 *
 * @param quota bytes of one organisation, or of one account without any
 * @param patience after which one that nobody goes on with is removed
 */
public record UploadLimits(long quota, Duration patience) {
    /** Uploads of one organisation, so that a list of them is always small. */
    static final int MOST = 500;

    /** Bytes of the disk that are left free. */
    static final long RESERVE = 1L << 30;

    public UploadLimits {
        if (quota < 0 || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException(
                    "quota " + quota + " and patience " + patience + " (expected 0 bytes or more, and a time)");
        }
    }
}

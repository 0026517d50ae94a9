package org.cardpress.protocol.preflight;

/**
 * A disk that a build would use.
 *
 * @param directory on it, for messages
 * @param free bytes that may be written
 * @param cache whether what is fetched goes there
 * @param work whether the image is made there
 */
public record Room(String directory, long free, boolean cache, boolean work) {
    /** Bytes that stay free for logs and for others. */
    public static final long RESERVE = 64L << 20;
}

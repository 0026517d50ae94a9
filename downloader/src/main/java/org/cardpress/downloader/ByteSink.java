package org.cardpress.downloader;

/** Takes the bytes of a file in order. */
@FunctionalInterface
interface ByteSink {
    /** Takes the first {@code length} bytes, which the caller overwrites afterwards. */
    void take(byte[] bytes, int length) throws FetchFailure;
}

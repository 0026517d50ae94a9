package org.cardpress.writer.card;

/** Bytes {@code offset} to {@code offset + length} of an image. */
public record Range(long offset, long length) {
    public Range {
        if (offset < 0 || length <= 0) {
            throw new IllegalArgumentException("range of " + length + " bytes at " + offset
                    + " (expected a positive length and no negative offset)");
        }
    }

    public long end() {
        return offset + length;
    }
}

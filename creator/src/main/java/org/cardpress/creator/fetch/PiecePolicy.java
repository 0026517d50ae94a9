package org.cardpress.creator.fetch;

/**
 * How large files are shared out among mirrors.
 *
 * @param connections most at a time for one file
 * @param bytes of one piece, about; what a kill may cost is one of them for each connection
 * @param least size of a file that is shared out
 */
public record PiecePolicy(int connections, long bytes, long least) {
    public PiecePolicy {
        if (connections < 1 || connections > 16 || bytes < 1) {
            throw new IllegalArgumentException(connections + " connections for pieces of " + bytes
                    + " bytes (expected 1 to 16, and at least one byte)");
        }
    }

    /** Four connections, 16 MiB, from 48 MiB on. */
    public static PiecePolicy usual() {
        return new PiecePolicy(4, 16L << 20, 48L << 20);
    }
}

package org.cardpress.protocol.client;

/**
 * A body that is no JSON: bytes of a file.
 *
 * @param offset in the file
 */
record Piece(long offset, byte[] bytes) {}

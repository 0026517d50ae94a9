package org.cardpress.protocol.offspot;

import java.io.IOException;
import java.net.URI;

/**
 * Tells what a checksum file at a URL says. Asked while a YAML file is read, so that the config holds the digest itself and later
 * builds cannot be given other bytes.
 */
@FunctionalInterface
public interface DigestLookup {
    /**
     * The text of the file.
     *
     * @throws IOException if it cannot be had; the message says why
     */
    String read(URI uri) throws IOException;

    /** One that reads nothing: for servers that must not call addresses a stranger wrote. */
    static DigestLookup none() {
        return uri -> {
            throw new IOException("checksum files are not read here; write the digest itself, without kind: url");
        };
    }
}

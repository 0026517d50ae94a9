package org.cardpress.creator.ext4;

import java.io.IOException;

/** The file system has no room left; the message says how much it has in all. */
public final class VolumeFull extends IOException {
    private static final long serialVersionUID = 1L;

    VolumeFull(String message) {
        super(message);
    }
}

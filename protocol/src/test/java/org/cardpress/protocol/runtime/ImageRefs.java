package org.cardpress.protocol.runtime;

import org.cardpress.protocol.image.ImageRef;

/** An image that nobody looks at. */
final class ImageRefs {
    static final ImageRef ANY = new ImageRef("clinic", "/i/a", 1, "aa", "/i/b", 2, "bb", 3, "cc", 4);

    private ImageRefs() {}
}

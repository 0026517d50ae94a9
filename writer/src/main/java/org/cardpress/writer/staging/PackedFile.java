package org.cardpress.writer.staging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** How the compressed image is read. */
@FunctionalInterface
interface PackedFile {
    InputStream open(Path file) throws IOException;
}

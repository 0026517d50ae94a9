package org.cardpress.creator.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.cardpress.protocol.hotspot.TargetPath;

/** Receives what contents consist of, every place checked before. */
public interface EntrySink {
    void directory(TargetPath path) throws IOException;

    /** The stream is read to its end or not at all, and is not closed. */
    void file(TargetPath path, int mode, Instant modified, InputStream in) throws IOException;

    void symbolicLink(TargetPath path, String target, Instant modified) throws IOException;

    void hardLink(TargetPath path, TargetPath existing) throws IOException;
}

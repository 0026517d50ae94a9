package org.cardpress.creator.step;

import java.nio.file.Path;
import org.cardpress.creator.fetch.Fetched;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.unpack.SizeGuard;
import org.cardpress.creator.unpack.Unpacker;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.TargetPath;
import org.cardpress.protocol.hotspot.Via;

/**
 * One content whose bytes are here.
 *
 * @param what for messages
 * @param wanted by the config
 * @param fetched the file that holds its bytes
 */
record Content(String what, ContentFile wanted, Fetched fetched) {
    Path file() {
        return fetched.file();
    }

    Via via() {
        return Via.ofWord(wanted.via());
    }

    /** Whether its bytes go onto the device as they are. */
    boolean isPlain() {
        return via() == Via.DIRECT && !to().isRoot() && wanted.unpackedSize() == null;
    }

    TargetPath to() {
        return TargetPath.parse(wanted.to());
    }

    /** Opens it; more bytes than declared, or than the limit, end it. */
    Unpacker unpacker(long limit, CreateListener watch) {
        Long declared = wanted.unpackedSize();
        SizeGuard guard = declared == null
                ? new SizeGuard(what, limit, "more do not fit", watch)
                : new SizeGuard(what, declared, "declared as unpackedSize", watch);
        return new Unpacker(what, to(), Build.TIME, guard);
    }
}

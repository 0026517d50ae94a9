package org.cardpress.warehouse.link;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.cardpress.protocol.image.LinkTarget;
import org.cardpress.warehouse.store.Root;
import org.cardpress.warehouse.store.VirtualPath;

/** The published file behind a link, found on disk and of the size the scheduler knows. */
record LinkFile(Path file, String name, long size, String etag, Instant modified) {

    /** Empty when the file is missing or is another one than the scheduler means. */
    static Optional<LinkFile> find(Root root, LinkTarget target) throws IOException {
        VirtualPath path = VirtualPath.of(target.path());
        Optional<BasicFileAttributes> there =
                root.look(path).filter(at -> at.isRegularFile() && at.size() == target.size());
        if (there.isEmpty()) {
            return Optional.empty();
        }
        Instant modified = there.get().lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS);
        return Optional.of(new LinkFile(
                root.locate(path), target.fileName(), target.size(), "\"" + target.sha256() + "\"", modified));
    }

    FileChannel open() throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }
}

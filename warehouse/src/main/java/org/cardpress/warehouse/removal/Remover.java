package org.cardpress.warehouse.removal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.cardpress.warehouse.store.PathRefused;
import org.cardpress.warehouse.store.Root;
import org.cardpress.warehouse.store.VirtualPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the image directories the scheduler lists. Checks twice: the path is one directory below {@code /images/} that no link leads
 * out of, and the scheduler still lists it when it is asked again right before the deletion. What is not there any more is confirmed as
 * well, so that an answer that got lost does no harm.
 */
public final class Remover implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Remover.class);
    private static final VirtualPath IMAGES = VirtualPath.of("/images");

    private final Root root;
    private final RemovalSource source;
    private final String askedBy;

    /** @param askedBy who stands behind {@code source}; for the log */
    public Remover(Root root, RemovalSource source, String askedBy) {
        this.root = root;
        this.source = source;
        this.askedBy = askedBy;
    }

    @Override
    public void run() {
        try {
            List<String> gone = new ArrayList<>();
            for (String listed : source.listed()) {
                if (remove(listed)) {
                    gone.add(listed);
                }
            }
            if (!gone.isEmpty()) {
                source.confirm(gone);
            }
        } catch (RuntimeException away) {
            LOG.warn("removals could not be asked for or confirmed, tried again later: {}", away.getMessage());
        }
    }

    private boolean remove(String listed) {
        try {
            VirtualPath path = imageDirectory(listed);
            Path place = root.locate(path);
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                LOG.info("remove path={} askedBy={}: was gone before", path, askedBy);
                return true;
            }
            if (!source.listed().contains(listed)) {
                LOG.info("remove path={} askedBy={}: not listed any more, kept", path, askedBy);
                return false;
            }
            LOG.info("remove path={} askedBy={} bytes={}", path, askedBy, deleteTree(place));
            Root.force(root.locate(path.parent()));
            return true;
        } catch (PathRefused refused) {
            LOG.error("remove askedBy={} refused: {}", askedBy, refused.getMessage());
            return false;
        } catch (IOException failed) {
            LOG.warn("remove path={} askedBy={} failed, tried again later", listed, askedBy, failed);
            return false;
        }
    }

    private static VirtualPath imageDirectory(String listed) {
        VirtualPath path = VirtualPath.of(listed);
        if (path.names().size() != 2 || !IMAGES.covers(path)) {
            throw new PathRefused("\"" + path + "\" (expected /images/<order>/)");
        }
        return path;
    }

    /** Follows no links: a link in the tree is deleted, not what it leads to. */
    private static long deleteTree(Path top) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(top)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        long bytes = 0;
        for (Path path : all) {
            bytes += Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0;
            Files.delete(path);
        }
        return bytes;
    }
}

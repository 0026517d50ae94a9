package org.cardpress.creator.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.cardpress.creator.job.CreateFailure;

/**
 * Which files of this machine an order may use. Orders come from outside: without this a config could put any file the creator can
 * read onto a card. Links are followed before the place is judged.
 */
public final class LocalFiles {
    private final List<Path> roots;

    /** @param roots directories below which everything may be used; none means no local file at all */
    public LocalFiles(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /** The real path of the file; refused where it is not a file below one of the roots. */
    Path resolve(URI uri) throws IOException {
        Path asked = Path.of(uri.getPath());
        for (Path root : roots) {
            Path real = Files.exists(root) ? root.toRealPath() : root.toAbsolutePath();
            if (asked.normalize().startsWith(root.toAbsolutePath().normalize())
                    || asked.normalize().startsWith(real)) {
                return below(asked, real);
            }
        }
        throw CreateFailure.wrong("content.not_allowed", "file " + asked + " (expected one below " + places() + ")");
    }

    private Path below(Path asked, Path root) throws IOException {
        try {
            Path real = asked.toRealPath();
            if (!real.startsWith(root)) {
                throw CreateFailure.wrong(
                        "content.not_allowed",
                        "file " + asked + " leads to " + real + " (expected one below " + places() + ")");
            }
            if (!Files.isRegularFile(real)) {
                throw CreateFailure.wrong("content.unreachable", asked + " is not a file (expected a regular file)");
            }
            return real;
        } catch (NoSuchFileException e) {
            throw CreateFailure.wrong(
                    "content.unreachable", "file " + asked + " does not exist (expected it on the creator's machine)");
        }
    }

    private String places() {
        return roots.isEmpty() ? "the creator's content directories, and it has none" : roots.toString();
    }
}

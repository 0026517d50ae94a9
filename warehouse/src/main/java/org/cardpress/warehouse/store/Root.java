package org.cardpress.warehouse.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of the warehouse: the only place that turns a {@link VirtualPath} into a file. No step of the way may be a symbolic
 * link, so that a link left there by an administrator's mistake opens nothing.
 */
public final class Root {
    private final Path top;

    private Root(Path top) {
        this.top = top;
    }

    /** Creates the directory where it is missing. The root itself may be reached through links; nothing below it may. */
    public static Root open(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new Root(directory.toRealPath());
    }

    public Path top() {
        return top;
    }

    /** Where unfinished uploads lie; out of every client's sight, as its name is hidden. */
    public Path incoming() {
        return top.resolve(".incoming");
    }

    /** The place of {@code path}, whether or not something is there. */
    public Path locate(VirtualPath path) throws IOException {
        return locate(top, path);
    }

    /** As {@link #locate(VirtualPath)}, below a directory of the root. */
    public Path locate(Path base, VirtualPath path) throws IOException {
        Path place = base;
        for (String name : path.names()) {
            place = place.resolve(name);
            if (Files.isSymbolicLink(place)) {
                throw new PathRefused(
                        "a symbolic link on the way to " + path + " (expected directories and files only)");
            }
        }
        if (!place.normalize().startsWith(top)) {
            throw new PathRefused(path + " is outside of the warehouse");
        }
        return place;
    }

    /** What is at {@code path}: empty when nothing is, or nothing that may be reached. */
    public Optional<BasicFileAttributes> look(VirtualPath path) throws IOException {
        try {
            return Optional.of(
                    Files.readAttributes(locate(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException | PathRefused nothing) {
            return Optional.empty();
        }
    }

    /** The regular file at {@code path}. */
    public Optional<Path> file(VirtualPath path) throws IOException {
        return look(path).filter(BasicFileAttributes::isRegularFile).isPresent()
                ? Optional.of(locate(path))
                : Optional.empty();
    }

    /** Names in a directory that have a {@link VirtualPath}, sorted; hidden ones and links are left out. */
    public List<VirtualPath> list(VirtualPath directory) throws IOException {
        if (look(directory).filter(BasicFileAttributes::isDirectory).isEmpty()) {
            return List.of();
        }
        List<VirtualPath> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(locate(directory))) {
            for (Path entry : (Iterable<Path>) entries.sorted()::iterator) {
                String name = entry.getFileName().toString();
                if (VirtualPath.isName(name) && !Files.isSymbolicLink(entry)) {
                    found.add(directory.child(name));
                }
            }
        }
        return found;
    }

    /** Makes the directories down to {@code directory} and forces each new name to disk. */
    public Path makeDirectories(VirtualPath directory) throws IOException {
        Path place = locate(directory);
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            return place;
        }
        Path above = directory.names().isEmpty() ? top : makeDirectories(directory.parent());
        Files.createDirectories(place);
        force(above);
        return place;
    }

    /** Forces the names in a directory to disk. */
    public static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

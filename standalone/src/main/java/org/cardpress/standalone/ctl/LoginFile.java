package org.cardpress.standalone.ctl;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a person's login is kept between commands: {@code ~/.config/cardpress/login.json}, readable by its owner alone. Since a
 * refresh token is good only once, whoever uses the login holds the lock beside it.
 */
final class LoginFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?> OWNER_FILE = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    private static final FileAttribute<?> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;

    LoginFile(Path folder) {
        this.folder = folder;
    }

    /** The file of the person who runs this. */
    static LoginFile ofUser(Map<String, String> environment) {
        String config = environment.get("XDG_CONFIG_HOME");
        Path base = config == null || config.isBlank()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(config);
        return new LoginFile(base.resolve("cardpress"));
    }

    /** Keeps other commands of this person from using the login until closed. */
    FileLock lock() throws IOException {
        Files.createDirectories(folder, OWNER_FOLDER);
        FileChannel channel =
                FileChannel.open(folder.resolve("login.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return channel.lock();
    }

    Optional<SavedLogin> read() throws IOException {
        Path file = file();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException(file + " can be read by others; delete it and log in again");
        }
        return Optional.ofNullable(ObjectMapper.getDefault().readValue(Files.readAllBytes(file), SavedLogin.class));
    }

    void write(SavedLogin login) throws IOException {
        Files.createDirectories(folder, OWNER_FOLDER);
        Path fresh = folder.resolve("login.json.new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, OWNER_FILE);
        Files.write(fresh, ObjectMapper.getDefault().writeValueAsBytes(login));
        Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
    }

    boolean delete() throws IOException {
        return Files.deleteIfExists(file());
    }

    private Path file() {
        return folder.resolve("login.json");
    }
}

package org.cardpress.standalone.demo;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which the demo lives, with the accounts it made. Only a folder that an earlier demo made is ever emptied; two
 * demos never share one.
 */
public final class DemoState implements AutoCloseable {

    private static final String MARKER = ".cardpress-demo";
    private static final int PASSWORD_BYTES = 18;

    private final Path folder;
    private final FileLock lock;
    private final ObjectMapper json = ObjectMapper.getDefault();
    private final Map<String, String> passwords = new TreeMap<>();

    private DemoState(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder for this run.
     *
     * @param keep whether what an earlier demo left is used on; otherwise the folder is emptied
     */
    public static DemoState open(Path given, boolean keep) throws IOException {
        Path folder = given.toAbsolutePath().normalize();
        if (Files.isDirectory(folder) && !Files.exists(folder.resolve(MARKER)) && !isEmpty(folder)) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    folder + " holds files that no demo made (expected an empty or new folder): give another --state");
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(MARKER), "Made by cardpress demo, which may empty this folder.\n");
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.MISSING,
                    "cannot write to " + folder + " (" + e.getClass().getSimpleName() + "): give another --state DIR");
        }
        FileLock lock = FileChannel.open(folder.resolve(MARKER), StandardOpenOption.WRITE)
                .tryLock();
        if (lock == null) {
            throw new CommandFailed(
                    ExitCode.FAILED, "another demo runs in " + folder + ": end it or give another --state DIR");
        }
        DemoState state = new DemoState(folder, lock);
        if (keep) {
            state.readPasswords();
        } else {
            empty(state.folder, state.folder.resolve(MARKER));
        }
        return state;
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** A folder of the demo with nothing in it, whatever an earlier run left there. */
    Path emptied(String name) throws IOException {
        Path emptied = folder(name);
        empty(emptied, emptied);
        return emptied;
    }

    @Nullable
    String password(String username) {
        return passwords.get(username);
    }

    /** Keeps the password of an account for a later {@code --keep}, readable by its owner alone. */
    void keepPassword(String username, String password) {
        passwords.put(username, password);
        Path file = file("accounts.json");
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(file, json.writeValueAsBytes(passwords));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() throws IOException {
        lock.channel().close();
    }

    private void readPasswords() throws IOException {
        Path file = file("accounts.json");
        if (Files.exists(file)) {
            Map<String, String> kept =
                    json.readValue(Files.readAllBytes(file), Argument.mapOf(String.class, String.class));
            if (kept != null) {
                passwords.putAll(kept);
            }
        }
    }

    private static void empty(Path folder, Path kept) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder) && !path.equals(kept)) {
                    Files.delete(path);
                }
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}

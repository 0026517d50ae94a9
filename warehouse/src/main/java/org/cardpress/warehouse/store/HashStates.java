package org.cardpress.warehouse.store;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash of each unfinished upload as far as it came, so that neither resuming nor publishing has to read the bytes again. What
 * is not remembered (after a restart, or past the 256 last ones) is made by reading the file.
 */
final class HashStates {
    private static final int KEPT = 256;

    private record State(long length, MessageDigest digest) {}

    private final Map<Path, State> states = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, State> eldest) {
            return size() > KEPT;
        }
    };

    synchronized void keep(Path file, long length, MessageDigest digest) {
        states.put(file, new State(length, Sha256.copy(digest)));
    }

    synchronized void forget(Path file) {
        states.remove(file);
    }

    /** The state after the first {@code length} bytes of {@code file}; the caller may go on with it. */
    MessageDigest after(Path file, long length) throws IOException {
        MessageDigest known = known(file, length);
        return known != null ? known : Sha256.digest(file, length);
    }

    private synchronized @Nullable MessageDigest known(Path file, long length) {
        if (length == 0) {
            return Sha256.start();
        }
        State state = states.get(file);
        return state != null && state.length() == length ? Sha256.copy(state.digest()) : null;
    }
}

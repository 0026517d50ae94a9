package org.cardpress.standalone.ctl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileLock;
import java.time.Clock;
import java.util.function.Function;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * Calls the scheduler with the saved login of this person. One call at a time holds the login's lock, so that two commands never
 * spend the same refresh token; a long watch therefore asks anew for each look.
 */
final class Connection {

    private final LoginFile file;
    private final @Nullable URI wanted;
    private final Clock clock;
    private @Nullable SavedLogin known;
    private @Nullable SchedulerClient client;

    /** @param wanted the scheduler the person named; null for the one of the saved login */
    Connection(LoginFile file, @Nullable URI wanted, Clock clock) {
        this.file = file;
        this.wanted = wanted;
        this.clock = clock;
    }

    <T> T call(Function<SchedulerClient, T> call) {
        try (FileLock lock = file.lock()) {
            return call.apply(client());
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.FAILED, "the saved login cannot be used: " + e.getMessage());
        }
    }

    private SchedulerClient client() throws IOException {
        SavedLogin saved = file.read()
                .filter(login -> wanted == null || login.scheduler().equals(wanted.toString()))
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.REFUSED,
                        "not logged in" + (wanted == null ? "" : " at " + wanted)
                                + "; log in with: cardpress ctl login"));
        SchedulerClient present = client;
        if (present == null || !saved.equals(known)) {
            present = SchedulerClient.resume(
                    URI.create(saved.scheduler()), saved.tokens(clock.instant()), fresh -> save(saved, fresh));
            client = present;
            known = saved;
        }
        return present;
    }

    private void save(SavedLogin before, TokenPair fresh) {
        SavedLogin after = SavedLogin.of(before.scheduler(), before.username(), fresh, clock.instant());
        try {
            file.write(after);
            known = after;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

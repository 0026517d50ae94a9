package org.cardpress.manager.session;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cardpress.protocol.auth.Credentials;

/** Links that sign in once, made inside this process only. Few, short-lived, used up by the first who opens one. */
@Singleton
public final class Invitations {
    private static final int MOST = 10;
    private static final Duration GOOD_FOR = Duration.ofMinutes(15);

    private final Clock clock;
    private final Secrets secrets;
    private final Map<String, Invitation> open = new LinkedHashMap<>();

    public Invitations(Clock clock, Secrets secrets) {
        this.clock = clock;
        this.secrets = secrets;
    }

    /** Opens a link and gives its secret part. */
    public synchronized String make(Credentials credentials, String next) {
        if (open.size() >= MOST) {
            open.remove(open.keySet().iterator().next());
        }
        String secret = secrets.next();
        open.put(secret, new Invitation(credentials, next, clock.instant().plus(GOOD_FOR)));
        return secret;
    }

    /** What stands behind the secret, once. */
    public synchronized Optional<Invitation> take(String secret) {
        return Optional.ofNullable(open.remove(secret))
                .filter(each -> clock.instant().isBefore(each.until()));
    }

    /**
     * Whom a link signs in.
     *
     * @param next page to go on to
     */
    public record Invitation(Credentials credentials, String next, Instant until) {}
}

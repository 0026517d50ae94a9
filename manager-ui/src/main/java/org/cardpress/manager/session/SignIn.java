package org.cardpress.manager.session;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;

/** Turns a name and a password into a {@link SignedIn}; the scheduler judges them and the password is forgotten. */
@Singleton
public final class SignIn {
    private static final Set<Role> PEOPLE = Set.copyOf(EnumSet.of(Role.MANAGER, Role.OPERATOR, Role.MEMBER));

    private final Upstream upstream;
    private final Secrets secrets;
    private final Clock clock;

    public SignIn(Upstream upstream, Secrets secrets, Clock clock) {
        this.upstream = upstream;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Signs in.
     *
     * @throws ProblemException where name and password do not hold, or are a machine's
     */
    public SignedIn with(Credentials credentials) {
        TokenPair tokens = SchedulerClient.login(upstream.scheduler(), credentials);
        SchedulerClient client = SchedulerClient.resume(upstream.scheduler(), tokens, fresh -> {});
        Role role = client.users().get(credentials.username()).role();
        if (!PEOPLE.contains(role)) {
            throw new ProblemException(
                    ErrorCode.NOT_ALLOWED,
                    "account " + credentials.username() + " has the role " + role.wire()
                            + ", which is a machine's (expected a person's: manager, operator or member)");
        }
        return new SignedIn(credentials.username(), role, client, secrets.next(), clock.instant());
    }
}

package org.cardpress.scheduler.auth;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.record.RefreshToken;
import org.cardpress.scheduler.record.User;
import org.cardpress.scheduler.store.KeyedStore;
import org.cardpress.scheduler.store.RefreshTokenStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs in and refreshes. A refresh token is good once: the second use means that two hold it, so the whole family of that login
 * ends. All refusals of a login read alike and take alike long. Safe for many threads.
 */
@Singleton
public final class Sessions {
    public static final Duration REFRESH_LIFE = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final KeyedStore<User> users;
    private final RefreshTokenStore refreshTokens;
    private final AccessTokens accessTokens;
    private final Passwords passwords;
    private final SecureRandom random;
    private final Clock clock;
    private final Throttle perAccount;
    private final Throttle perAddress;

    public Sessions(
            KeyedStore<User> users,
            RefreshTokenStore refreshTokens,
            AccessTokens accessTokens,
            Passwords passwords,
            SecureRandom random,
            Clock clock) {
        this.users = users;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.passwords = passwords;
        this.random = random;
        this.clock = clock;
        this.perAccount = new Throttle("failed logins", 10, Duration.ofMinutes(5), clock);
        this.perAddress = new Throttle("failed logins", 100, Duration.ofMinutes(5), clock);
    }

    /**
     * Tokens for username and password.
     *
     * @param address where the call comes from
     * @throws TooManyTries after ten failures for one account from one address, or a hundred from one address, in five minutes
     */
    public TokenPair logIn(Credentials credentials, String address) {
        User user = check(credentials, address);
        TokenPair pair = begin(user);
        LOG.info("{} logged in from {}", user.username(), address);
        return pair;
    }

    /** A new login of an account that was checked just before; refused where the account changed since. */
    public TokenPair begin(User user) {
        String family = Secrets.hash(Secrets.fresh(random));
        TokenPair pair = issue(user, family);
        // Whoever disabled the account between the check and the issue did not see this login's tokens: look again.
        if (users.find(user.username()).filter(now -> isSame(now, user)).isEmpty()) {
            refreshTokens.deleteFamily(family);
            throw loginRefused();
        }
        return pair;
    }

    /** The account that these credentials belong to; counts against the caller where they are wrong. */
    public User check(Credentials credentials, String address) {
        String name = credentials.username().length() <= 64 ? credentials.username() : "";
        String pair = address + " " + name;
        perAddress.take(address);
        perAccount.take(pair);
        if (credentials.password().length() > Passwords.MOST_LENGTH) {
            throw loginRefused();
        }
        Optional<User> user = name.isEmpty() ? Optional.empty() : users.find(name);
        if (user.isEmpty()) {
            passwords.matchNobody(credentials.password());
        }
        boolean matches = user.isPresent()
                && passwords.matches(credentials.password(), user.get().passwordHash());
        if (!matches || !user.get().active()) {
            LOG.warn("login refused for \"{}\" from {}", printable(name), address);
            throw loginRefused();
        }
        perAccount.forget(pair);
        perAddress.forgive(address);
        return user.get();
    }

    /** New tokens for a refresh token; the one given is used up. */
    public TokenPair refresh(String refreshToken) {
        String hash = Secrets.hash(refreshToken);
        RefreshToken before = refreshTokens.use(hash).orElseThrow(Sessions::refreshRefused);
        if (before.used()) {
            refreshTokens.deleteFamily(before.family());
            LOG.warn("a refresh token of {} was used twice; login {} is ended", before.username(), before.family());
            throw refreshRefused();
        }
        Optional<User> user = users.find(before.username()).filter(User::active);
        if (user.isEmpty() || !clock.instant().isBefore(before.expiresAt())) {
            refreshTokens.deleteFamily(before.family());
            throw refreshRefused();
        }
        TokenPair pair = issue(user.get(), before.family());
        // Whoever ended the family meanwhile did not see the new token; the old one being gone tells.
        if (refreshTokens.use(hash).isEmpty()) {
            refreshTokens.deleteFamily(before.family());
            throw refreshRefused();
        }
        return pair;
    }

    private TokenPair issue(User user, String family) {
        String secret = Secrets.fresh(random);
        refreshTokens.insert(new RefreshToken(
                Secrets.hash(secret), family, user.username(), clock.instant().plus(REFRESH_LIFE), false));
        return new TokenPair(accessTokens.sign(user), AccessTokens.LIFE.toSeconds(), secret, REFRESH_LIFE.toSeconds());
    }

    private static boolean isSame(User now, User then) {
        return now.active() && now.tokenEpoch() == then.tokenEpoch();
    }

    private static String printable(String name) {
        return name.replaceAll("[^\\x21-\\x7e]", "?");
    }

    private static ProblemException loginRefused() {
        return new ProblemException(
                ErrorCode.LOGIN_REFUSED, "login refused (expected username and password of an active account)");
    }

    private static ProblemException refreshRefused() {
        return new ProblemException(
                ErrorCode.TOKEN_REFUSED, "refresh token refused (expected one that was not used before; log in again)");
    }
}

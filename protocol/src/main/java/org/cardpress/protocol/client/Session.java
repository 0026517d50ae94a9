package org.cardpress.protocol.client;

import io.micronaut.core.type.Argument;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.RefreshRequest;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one account, in memory. Renews the access token before it ends and when it was refused, with the refresh token
 * first and with the password when that is refused too. One renewal at a time: the threads that wait for it use what it brought,
 * or share its failure.
 * Times are of a monotonic clock, since the computer's clock may be turned.
 */
final class Session {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long EARLY_SECONDS = 60;

    private final Http http;
    private final Supplier<Optional<Credentials>> credentials;
    private final Consumer<TokenPair> keep;
    private final LongSupplier nanos;
    private @Nullable TokenPair pair;
    private long renewAt;
    private @Nullable SchedulerUnreachable failure;
    private long failedAt;

    /**
     * @param saved tokens of an earlier session; used until they are refused
     * @param credentials asked at each login; empty where only tokens are at hand
     * @param keep told each new pair, since a refresh token is good only once
     */
    Session(
            Http http,
            @Nullable TokenPair saved,
            Supplier<Optional<Credentials>> credentials,
            Consumer<TokenPair> keep,
            LongSupplier nanos) {
        this.http = http;
        this.pair = saved;
        this.credentials = credentials;
        this.keep = keep;
        this.nanos = nanos;
        this.renewAt = saved == null ? 0 : renewal(saved);
    }

    /** A token that should hold. */
    String accessToken() {
        long asked = nanos.getAsLong();
        synchronized (this) {
            return accessToken(asked);
        }
    }

    private String accessToken(long asked) {
        TokenPair now = pair;
        if (now == null) {
            return login(asked).accessToken();
        }
        if (nanos.getAsLong() - renewAt >= 0) {
            return renew(now, asked).accessToken();
        }
        return now.accessToken();
    }

    /** A token to try instead of the one that was refused. */
    String insteadOf(String refused) {
        long asked = nanos.getAsLong();
        synchronized (this) {
            TokenPair now = pair;
            if (now == null) {
                return login(asked).accessToken();
            }
            return now.accessToken().equals(refused) ? renew(now, asked).accessToken() : now.accessToken();
        }
    }

    /** Goes on with tokens that were given in another way. */
    synchronized void replace(TokenPair fresh) {
        take(fresh);
    }

    private TokenPair renew(TokenPair now, long asked) {
        try {
            return take(ask("/auth/token", new RefreshRequest(now.refreshToken()), asked));
        } catch (ProblemException e) {
            if (e.code().httpStatus() != 401) {
                throw e;
            }
            pair = null;
            return login(asked);
        }
    }

    private TokenPair login(long asked) {
        Credentials known = credentials
                .get()
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.LOGIN_REFUSED, "the login has ended and no password is at hand: log in again"));
        return take(ask("/auth/authorize", known, asked));
    }

    /** Asks, unless somebody else's asking failed while this caller waited: a scheduler that is away is waited for once. */
    private TokenPair ask(String path, Object body, long asked) {
        SchedulerUnreachable shared = failure;
        if (shared != null && failedAt - asked >= 0) {
            throw new SchedulerUnreachable(String.valueOf(shared.getMessage()), shared);
        }
        try {
            byte[] answer = http.exchange("POST", path, body, null, LIMIT)
                    .orElseThrow(() -> new SchedulerUnreachable(path + " answered with nothing"));
            return http.read(answer, Argument.of(TokenPair.class));
        } catch (SchedulerUnreachable e) {
            failure = e;
            failedAt = nanos.getAsLong();
            throw e;
        }
    }

    private TokenPair take(TokenPair fresh) {
        pair = fresh;
        renewAt = renewal(fresh);
        keep.accept(fresh);
        return fresh;
    }

    private long renewal(TokenPair fresh) {
        long early = Math.min(EARLY_SECONDS, fresh.accessSeconds() / 4);
        return nanos.getAsLong()
                + Duration.ofSeconds(fresh.accessSeconds() - early).toNanos();
    }
}

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
 * first and with the password when that is refused too. One renewal at a time: the threads that wait for it use what it brought.
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
    synchronized String accessToken() {
        TokenPair now = pair;
        if (now == null) {
            return login().accessToken();
        }
        if (nanos.getAsLong() - renewAt >= 0) {
            return renew(now).accessToken();
        }
        return now.accessToken();
    }

    /** A token to try instead of the one that was refused. */
    synchronized String insteadOf(String refused) {
        TokenPair now = pair;
        if (now == null) {
            return login().accessToken();
        }
        return now.accessToken().equals(refused) ? renew(now).accessToken() : now.accessToken();
    }

    /** Goes on with tokens that were given in another way. */
    synchronized void replace(TokenPair fresh) {
        take(fresh);
    }

    private TokenPair renew(TokenPair now) {
        try {
            return take(ask("/auth/token", new RefreshRequest(now.refreshToken())));
        } catch (ProblemException e) {
            if (e.code().httpStatus() != 401) {
                throw e;
            }
            pair = null;
            return login();
        }
    }

    private TokenPair login() {
        Credentials known = credentials
                .get()
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.LOGIN_REFUSED, "the login has ended and no password is at hand: log in again"));
        return take(ask("/auth/authorize", known));
    }

    private TokenPair ask(String path, Object body) {
        byte[] answer = http.exchange("POST", path, body, null, LIMIT)
                .orElseThrow(() -> new SchedulerUnreachable(path + " answered with nothing"));
        return http.read(answer, Argument.of(TokenPair.class));
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

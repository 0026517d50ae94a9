package org.cardpress.protocol.testing;

import java.util.concurrent.atomic.AtomicInteger;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;

/** One account, one valid token pair at a time; a refresh token is good once. Safe for many threads. */
public final class FakeTokens {
    static final Credentials ACCOUNT = new Credentials("worker", "correct horse");

    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger refreshes = new AtomicInteger();
    private volatile long accessSeconds = 3600;
    private int number;
    private String access = "none";
    private String refresh = "none";

    /** How long tokens are said to last from now on. */
    public void accessSeconds(long seconds) {
        accessSeconds = seconds;
    }

    /** Refuses the present access token from now on. */
    public synchronized void endAccess() {
        access = "none";
    }

    /** Refuses every token from now on. */
    public synchronized void endAll() {
        access = "none";
        refresh = "none";
    }

    public int logins() {
        return logins.get();
    }

    public int refreshes() {
        return refreshes.get();
    }

    synchronized TokenPair login(Credentials given) {
        logins.incrementAndGet();
        if (!given.equals(ACCOUNT)) {
            throw new ProblemException(ErrorCode.LOGIN_REFUSED, "user name or password is wrong");
        }
        return fresh();
    }

    synchronized TokenPair refresh(String given) {
        refreshes.incrementAndGet();
        if (!given.equals(refresh)) {
            throw new ProblemException(ErrorCode.TOKEN_REFUSED, "refresh token used or unknown");
        }
        return fresh();
    }

    synchronized void check(@Nullable String header) {
        if (!("Bearer " + access).equals(header)) {
            throw new ProblemException(ErrorCode.TOKEN_REFUSED, "access token ended or unknown");
        }
    }

    private TokenPair fresh() {
        number++;
        access = "access-" + number;
        refresh = "refresh-" + number;
        return new TokenPair(access, accessSeconds, refresh, 86_400);
    }
}

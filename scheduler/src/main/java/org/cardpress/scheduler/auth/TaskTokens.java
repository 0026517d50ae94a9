package org.cardpress.scheduler.auth;

import io.jsonwebtoken.Claims;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.cardpress.protocol.worker.Grant;
import org.cardpress.scheduler.record.TaskId;

/**
 * Makes and reads the tokens with which a worker logs in to a warehouse: narrowed to one task, one lease, one directory and one
 * operation. They are worth nothing to the API, and nothing anywhere once the lease is over, however long they still have.
 */
@Singleton
public final class TaskTokens {
    /** Longer than any upload; the lease is what really bounds it. */
    static final Duration LIFE = Duration.ofDays(7);

    private final Jwt jwt;

    public TaskTokens(SigningKey key, Clock clock) {
        this.jwt = new Jwt(key, "cardpress-warehouse", clock);
    }

    String sign(Said said) {
        return jwt.sign(
                said.account(), LIFE, token -> token.claim("task", said.task().toString())
                        .claim("lease", said.lease())
                        .claim("op", said.operation().name())
                        .claim("path", said.path()));
    }

    /** Whether the token says that it is for a warehouse; nothing is checked yet. */
    boolean isOne(String token) {
        return jwt.isFor(token);
    }

    Said read(String token) {
        Claims claims = jwt.read(token);
        return new Said(
                claims.getSubject(),
                TaskId.parse(claims.get("task", String.class)),
                claims.get("lease", String.class),
                Grant.Operation.valueOf(claims.get("op", String.class)),
                claims.get("path", String.class));
    }

    /** The claims of a task token. */
    record Said(String account, TaskId task, String lease, Grant.Operation operation, String path) {}
}

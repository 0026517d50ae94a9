package org.cardpress.protocol.audit;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cardpress.protocol.auth.Role;
import org.jspecify.annotations.Nullable;

/**
 * One act of one person. Holds no password, no token, and nothing that the recipient of an order could be known by.
 *
 * @param id sorted by age
 * @param who the account; where a sign-in was refused the account that was tried, or {@code ?} where there is none of that name
 * @param role of the account at that time; null where nobody was signed in
 * @param about id or name of what it was done to
 * @param detail how that was afterwards, in a few words; may be empty
 * @param address where the call came from: the manager UI's own for who uses that
 * @param requestId finds the call in the scheduler's log
 */
@Serdeable
public record AuditEntry(
        String id,
        Instant at,
        String who,
        @Nullable Role role,
        Act act,
        String about,
        String detail,
        String address,
        String requestId) {}

package org.cardpress.scheduler.lifecycle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * What a worker shows to prove its lease.
 *
 * @param account that made the call
 * @param tokenHash SHA-256 of the lease token, lower-case hex
 */
public record Proof(String account, String tokenHash) {
    /** The refusal of every call whose proof does not hold. */
    public static ProblemException lost(TaskId task) {
        return new ProblemException(ErrorCode.LEASE_LOST, lostMessage(task));
    }

    static String lostMessage(TaskId task) {
        return "this lease on task " + task + " has ended: stop and clean up";
    }

    public boolean proves(@Nullable Lease lease) {
        return lease != null && lease.account().equals(account) && matches(lease.tokenHash());
    }

    /** Takes as long for a wrong token as for the right one. */
    boolean matches(@Nullable String otherHash) {
        return otherHash != null
                && MessageDigest.isEqual(
                        tokenHash.getBytes(StandardCharsets.US_ASCII), otherHash.getBytes(StandardCharsets.US_ASCII));
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "Proof[" + account + "]";
    }
}

package org.cardpress.scheduler.api;

import java.time.Duration;
import java.util.List;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;

/** How long a call asks to be held. */
final class Waits {
    private Waits() {}

    /** @throws ProblemException {@code MALFORMED} where it is below 0 or above the longest */
    static Duration of(int wait, Duration longest) {
        if (wait < 0 || wait > longest.toSeconds()) {
            String message = wait + " (expected 0 to " + longest.toSeconds() + ")";
            throw new ProblemException(
                    ErrorCode.MALFORMED, "wait " + message, List.of(new Problem.Detail("wait", message)));
        }
        return Duration.ofSeconds(wait);
    }
}

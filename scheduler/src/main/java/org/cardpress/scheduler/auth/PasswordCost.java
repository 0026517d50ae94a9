package org.cardpress.scheduler.auth;

/**
 * How much work one Argon2id hash is (RFC 9106).
 *
 * @param memoryKib memory in KiB
 * @param passes times over the memory
 * @param lanes parallel lanes; computed one after the other here
 */
public record PasswordCost(int memoryKib, int passes, int lanes) {
    /** What OWASP's password storage advice gives as the least for Argon2id: 19 MiB, two passes, one lane. */
    public static final PasswordCost STANDARD = new PasswordCost(19 * 1024, 2, 1);

    public PasswordCost {
        if (memoryKib < 8 * lanes || passes < 1 || lanes < 1) {
            throw new IllegalArgumentException("password cost m=" + memoryKib + ",t=" + passes + ",p=" + lanes
                    + " (expected at least one pass, one lane and 8 KiB a lane)");
        }
    }
}

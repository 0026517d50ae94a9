package org.cardpress.scheduler.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.cardpress.protocol.error.ProblemException;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final SecureRandom random = new SecureRandom();
    private final Passwords passwords = new Passwords(new PasswordCost(64, 1, 1), random);

    @Test
    void aHashMatchesItsPasswordOnlyAndNoTwoAreAlike() {
        String hash = passwords.hash("correct horse");

        assertThat(passwords.matches("correct horse", hash)).isTrue();
        assertThat(passwords.matches("correct hors", hash)).isFalse();
        assertThat(passwords.hash("correct horse")).isNotEqualTo(hash);
    }

    @Test
    void aHashOfAnotherCostStillMatches() {
        String hash = new Passwords(new PasswordCost(128, 2, 2), random).hash("correct horse");

        assertThat(hash).startsWith("$argon2id$v=19$m=128,t=2,p=2$");
        assertThat(passwords.matches("correct horse", hash)).isTrue();
    }

    /** Made by the reference implementation: {@code printf password | argon2 somesalt -id -t 2 -m 16 -p 1 -e}. */
    @Test
    void hashesOfTheReferenceImplementationMatch() {
        assertThat(passwords.matches(
                        "password",
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isTrue();
    }

    @Test
    void shortAndHugePasswordsAreRefused() {
        assertThatThrownBy(() -> Passwords.check("password", "short")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Passwords.check("password", "x".repeat(257)))
                .hasMessageContaining("257 characters (expected 10 to 256)");
    }
}
